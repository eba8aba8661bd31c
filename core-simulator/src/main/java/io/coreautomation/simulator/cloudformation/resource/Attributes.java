package io.coreautomation.simulator.cloudformation.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What AWS chooses for a resource: its name, its physical id and its attributes. */
public final class Attributes {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String HEX = "0123456789abcdef";
  private static final int SUFFIX = 12;

  private final ResourceType type;
  private final Place place;
  private final String seed;
  private final JsonNode properties;
  private final String name;

  public Attributes(
      ResourceType type,
      Place place,
      String stackName,
      String logicalId,
      String seed,
      JsonNode properties) {
    this.type = type;
    this.place = place;
    this.seed = seed;
    this.properties = properties;
    this.name = explicitName().orElseGet(() -> generated(stackName, logicalId));
  }

  /** The name that the template gives, if it does. */
  public Optional<String> explicitName() {
    var given = properties.path(type.naming().property());
    return type.naming().property().isEmpty() || !given.isValueNode()
        ? Optional.empty()
        : Optional.of(given.asText());
  }

  /** The name that nobody else may have, with its scope; empty if there is none. */
  public Optional<String> claim() {
    return explicitName()
        .flatMap(
            given ->
                switch (type.naming().scope()) {
                  case NONE -> Optional.empty();
                  case REGION ->
                      Optional.of(place.accountId() + "/" + place.region() + "/" + typed(given));
                  case ACCOUNT -> Optional.of(place.accountId() + "/" + typed(given));
                  case GLOBAL -> Optional.of(typed(given));
                });
  }

  private String typed(String given) {
    return type.name() + "/" + given;
  }

  /** What {@code Ref} gives. */
  public String physicalId() {
    return filled(type.ref(), "");
  }

  /** An attribute; empty if the type has none of this name. */
  public Optional<JsonNode> attribute(String attribute, String physicalId) {
    var pattern = type.attributes().get(attribute);
    if (pattern != null) {
      var text = filled(pattern, physicalId);
      if (!text.startsWith("[")) {
        return Optional.of(TextNode.valueOf(text));
      }
      // A list is what its author gave, where it is a property, too.
      var given = properties.path(attribute);
      return Optional.of(given.isArray() ? given : Json.parse(text));
    }
    if (type.closed()) {
      return Optional.empty();
    }
    var given = properties.path(attribute);
    return Optional.of(
        given.isValueNode() ? given : TextNode.valueOf(guess(attribute, physicalId)));
  }

  private String guess(String attribute, String physicalId) {
    var parts = type.name().split("::", -1);
    var lower = attribute.toLowerCase(Locale.ROOT);
    if (lower.endsWith("arn")) {
      return physicalId.startsWith("arn:")
          ? physicalId
          : place.arn(
              parts[1].toLowerCase(Locale.ROOT),
              parts[parts.length - 1].toLowerCase(Locale.ROOT) + "/" + physicalId);
    }
    if (lower.endsWith("url")) {
      return "https://"
          + random(attribute, 10, LOWER)
          + "."
          + place.region()
          + "."
          + place.urlSuffix()
          + "/";
    }
    if (lower.endsWith("port")) {
      return "443";
    }
    if (lower.contains("endpoint")
        || lower.contains("domain")
        || lower.contains("dns")
        || lower.endsWith("address")) {
      return random(attribute, 10, LOWER) + "." + place.region() + "." + place.urlSuffix();
    }
    return lower.endsWith("id") ? physicalId : physicalId + "-" + lower;
  }

  private String filled(String pattern, String physicalId) {
    var matcher = PLACEHOLDER.matcher(pattern);
    var result = new StringBuilder();
    int position = 0;
    while (matcher.find()) {
      var value = placeholder(matcher.group(1), pattern + position++, physicalId);
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(result).toString();
  }

  private String placeholder(String code, String salt, String physicalId) {
    return switch (code) {
      case "p" -> place.partition();
      case "r" -> place.region();
      case "a" -> place.accountId();
      case "s" -> place.urlSuffix();
      case "ref" -> physicalId;
      case "name" -> name;
      case "b" -> String.valueOf(1 + Math.floorMod(random(salt, 6, HEX).hashCode(), 250));
      case "uuid" -> {
        var hex = random(salt, 32, HEX);
        yield hex.substring(0, 8)
            + "-"
            + hex.substring(8, 12)
            + "-4"
            + hex.substring(13, 16)
            + "-a"
            + hex.substring(17, 20)
            + "-"
            + hex.substring(20);
      }
      default -> {
        if (code.startsWith("=")) {
          var value = properties.path(code.substring(1));
          yield value.isValueNode() ? value.asText() : "";
        }
        yield random(
            salt,
            Integer.parseInt(code.substring(1)),
            switch (code.charAt(0)) {
              case 'h' -> HEX;
              case 'u' -> UPPER;
              case 'l' -> LOWER;
              case 'n' -> "0123456789";
              default -> throw new IllegalStateException("the table has no placeholder " + code);
            });
      }
    };
  }

  private String generated(String stackName, String logicalId) {
    var longest = type.naming().longest();
    var room = longest - SUFFIX - 2;
    var stack = stackName;
    var logical = logicalId;
    if (stack.length() + logical.length() > room) {
      stack = stack.substring(0, Math.min(stack.length(), Math.max(1, room / 2)));
      logical = logical.substring(0, Math.min(logical.length(), room - stack.length()));
    }
    var made = stack + "-" + logical + "-" + random("name", SUFFIX, UPPER);
    return type.naming().lowerCase() ? made.toLowerCase(Locale.ROOT) : made;
  }

  /** Letters that look random and are always the same for the seed and salt. */
  private String random(String salt, int length, String alphabet) {
    var number =
        new BigInteger(Digest.of(seed + "/" + salt).hex() + Digest.of(salt + seed).hex(), 16);
    var base = BigInteger.valueOf(alphabet.length());
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      var parts = number.divideAndRemainder(base);
      text.append(alphabet.charAt(parts[1].intValue()));
      number = parts[0];
    }
    return text.toString();
  }
}
