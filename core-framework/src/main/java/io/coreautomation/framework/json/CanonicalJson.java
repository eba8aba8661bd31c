package io.coreautomation.framework.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;

/**
 * The canonical form of a tree (RFC 8785), for trees whose numbers are integers within ±2^53: the
 * only numbers that our formats have.
 */
public final class CanonicalJson {
  private static final long MAX_SAFE_INTEGER = 1L << 53;

  private CanonicalJson() {}

  public static byte[] bytes(JsonNode tree) {
    return text(tree).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Writes the tree canonically.
   *
   * @throws IllegalArgumentException for a number that has no canonical form here: write it as text
   */
  public static String text(JsonNode tree) {
    var out = new StringBuilder();
    write(tree, out);
    return out.toString();
  }

  private static void write(JsonNode tree, StringBuilder out) {
    switch (tree.getNodeType()) {
      case OBJECT -> {
        // RFC 8785 sorts keys by UTF-16 code units, which is what String.compareTo does.
        var keys = new ArrayList<String>();
        tree.fieldNames().forEachRemaining(keys::add);
        Collections.sort(keys);
        var separator = '{';
        for (var key : keys) {
          out.append(separator);
          quote(key, out);
          out.append(':');
          write(tree.get(key), out);
          separator = ',';
        }
        out.append(keys.isEmpty() ? "{}" : "}");
      }
      case ARRAY -> {
        var separator = '[';
        for (var item : tree) {
          out.append(separator);
          write(item, out);
          separator = ',';
        }
        out.append(tree.isEmpty() ? "[]" : "]");
      }
      case STRING -> quote(tree.textValue(), out);
      case BOOLEAN -> out.append(tree.booleanValue());
      case NULL, MISSING -> out.append("null");
      case NUMBER -> out.append(integer(tree));
      case BINARY, POJO ->
          throw new IllegalArgumentException("no JSON value: " + tree.getNodeType());
    }
  }

  private static long integer(JsonNode number) {
    if (!number.canConvertToExactIntegral()
        || !number.canConvertToLong()
        || Math.abs(number.longValue()) > MAX_SAFE_INTEGER) {
      throw new IllegalArgumentException("not an integer within ±2^53: " + number);
    }
    return number.longValue();
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
