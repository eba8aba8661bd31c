package io.coreautomation.simulator.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A member of the Parameters block. */
public record ParameterDeclaration(String name, JsonNode body) {
  private static final String SSM = "AWS::SSM::Parameter::Value<";

  public String type() {
    return body.path("Type").asText();
  }

  public Optional<String> defaultValue() {
    var value = body.path("Default");
    return value.isMissingNode() ? Optional.empty() : Optional.of(text(value));
  }

  public boolean noEcho() {
    return Booleans.isTrue(body.path("NoEcho"));
  }

  public List<String> allowedValues() {
    var values = new ArrayList<String>();
    body.path("AllowedValues").elements().forEachRemaining(v -> values.add(text(v)));
    return values;
  }

  public String allowedPattern() {
    return body.path("AllowedPattern").asText("");
  }

  /** A limit such as {@code MinLength}. */
  public Optional<String> limit(String name) {
    var value = body.path(name);
    return value.isMissingNode() ? Optional.empty() : Optional.of(text(value));
  }

  public String description() {
    return body.path("Description").asText("");
  }

  /** Whether the value given is the name of an SSM parameter. */
  public boolean isSsmParameter() {
    return type().startsWith(SSM);
  }

  /** The type of the value itself: what stands in the brackets of an SSM parameter type. */
  public String valueType() {
    return isSsmParameter() ? type().substring(SSM.length(), type().length() - 1) : type();
  }

  public boolean isList() {
    return valueType().startsWith("List<") || valueType().equals("CommaDelimitedList");
  }

  /** A scalar as CloudFormation writes it. */
  static String text(JsonNode scalar) {
    return scalar.isNumber() ? scalar.decimalValue().toPlainString() : scalar.asText();
  }
}
