package io.coreautomation.db.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.framework.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Between JSON and the attribute values of DynamoDB, of which our rows use those that JSON has:
 * text, number, truth value, null, list, map.
 */
public final class ItemJson {
  private static final int DIGITS = 38;

  private ItemJson() {}

  /** A row's attributes as one JSON text. */
  public static String text(Map<String, AttributeValue> item) {
    return Json.write(json(AttributeValue.fromM(item)));
  }

  /** What {@link #text} wrote. */
  public static Map<String, AttributeValue> item(String text) {
    return value(Json.parse(text)).m();
  }

  /** A tree as an attribute value. */
  public static AttributeValue value(JsonNode tree) {
    return switch (tree.getNodeType()) {
      case OBJECT -> {
        var map = new LinkedHashMap<String, AttributeValue>();
        tree.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
        yield AttributeValue.fromM(map);
      }
      case ARRAY -> {
        var list = new ArrayList<AttributeValue>(tree.size());
        tree.forEach(element -> list.add(value(element)));
        yield AttributeValue.fromL(list);
      }
      case BOOLEAN -> AttributeValue.fromBool(tree.booleanValue());
      case NUMBER -> AttributeValue.fromN(number(tree.decimalValue()));
      case NULL, MISSING -> AttributeValue.fromNul(true);
      case STRING -> AttributeValue.fromS(tree.textValue());
      case BINARY, POJO ->
          throw new IllegalArgumentException("no JSON value: " + tree.getNodeType());
    };
  }

  /** An attribute value as a tree. */
  public static JsonNode json(AttributeValue value) {
    return switch (value.type()) {
      case M -> {
        var object = Json.object();
        value.m().forEach((name, field) -> object.set(name, json(field)));
        yield object;
      }
      case L -> {
        var array = new ArrayNode(JsonNodeFactory.instance, value.l().size());
        value.l().forEach(element -> array.add(json(element)));
        yield array;
      }
      case BOOL -> BooleanNode.valueOf(value.bool());
      case N -> json(new BigDecimal(value.n()));
      case NUL -> NullNode.instance;
      case S -> TextNode.valueOf(value.s());
      case SS, NS, BS, B, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("no row of ours holds a " + value.type());
    };
  }

  private static String number(BigDecimal number) {
    if (number.precision() > DIGITS) {
      throw new TableLimitException(
          "a number has at most " + DIGITS + " digits, this one has " + number.precision());
    }
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static JsonNode json(BigDecimal number) {
    try {
      var whole = number.longValueExact();
      // As Jackson's parser chooses: its nodes are equal only if they are of one width.
      return whole == (int) whole ? IntNode.valueOf((int) whole) : LongNode.valueOf(whole);
    } catch (ArithmeticException e) {
      return DecimalNode.valueOf(number); // a fraction, or more than 64 bits
    }
  }
}
