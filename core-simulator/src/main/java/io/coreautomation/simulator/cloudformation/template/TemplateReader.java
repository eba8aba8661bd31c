package io.coreautomation.simulator.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Reads a template's text and checks what needs no parameter value. */
public final class TemplateReader {
  private static final DocumentReader DOCUMENTS = new DocumentReader();

  private final String text;
  private final ObjectNode root;
  private final List<String> transforms;
  private final Map<String, ParameterDeclaration> parameters;

  private TemplateReader(String text, ObjectNode root) {
    this.text = text;
    this.root = root;
    new TemplateShape(root).checkSections();
    this.transforms = transforms(root.path("Transform"));
    this.parameters = members("Parameters", ParameterDeclaration::new);
    new TemplateShape(root).checkParameters(parameters.values());
  }

  /**
   * Reads a template.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException in CloudFormation's words
   */
  public static TemplateReader read(String text) {
    var json = text.stripLeading().startsWith("{");
    Node node;
    try {
      node = DOCUMENTS.read(json ? "template.json" : "template.yaml", text, Dialect.CLOUDFORMATION);
    } catch (ProblemException e) {
      throw unreadable(json, e);
    }
    if (!(convert(node, "") instanceof ObjectNode root)) {
      throw Refused.format("unsupported structure.");
    }
    return new TemplateReader(text, root);
  }

  private static RuntimeException unreadable(boolean json, ProblemException e) {
    var place = e.first().source();
    var language = json ? "JSON" : "YAML";
    var at =
        place == null || place.line() == 0
            ? ""
            : " (line " + place.line() + ", column " + place.column() + ")";
    return Refused.format(language + " not well-formed." + at);
  }

  public Map<String, ParameterDeclaration> parameters() {
    return parameters;
  }

  public List<String> transforms() {
    return transforms;
  }

  public ObjectNode root() {
    return root;
  }

  /**
   * Unrolls the loops, and checks the rest.
   *
   * @param values of the parameters, for loops over them
   */
  public Template template(Map<String, JsonNode> values) {
    var unrolled =
        transforms.contains(Template.LANGUAGE_EXTENSIONS)
            ? new Loops(root, values).unrolled()
            : root;
    var shape = new TemplateShape(unrolled);
    shape.checkMembers();
    var reader = unrolled == root ? this : new TemplateReader(text, unrolled);
    var template =
        new Template(
            text,
            unrolled,
            parameters,
            reader.members("Resources", ResourceDeclaration::new),
            reader.members("Outputs", OutputDeclaration::new),
            reader.members("Conditions", (name, body) -> body),
            transforms);
    new References(template).check();
    return template;
  }

  private <T> Map<String, T> members(String section, BiFunction<String, JsonNode, T> maker) {
    var members = new LinkedHashMap<String, T>();
    root.path(section)
        .properties()
        .forEach(e -> members.put(e.getKey(), maker.apply(e.getKey(), e.getValue())));
    return members;
  }

  private static List<String> transforms(JsonNode declared) {
    var names = new ArrayList<String>();
    if (declared.isArray()) {
      declared.forEach(t -> names.add(transformName(t)));
    } else if (!declared.isMissingNode()) {
      names.add(transformName(declared));
    }
    for (var name : names) {
      if (!name.equals(Template.LANGUAGE_EXTENSIONS)) {
        throw Refused.invalid(
            "No transform named "
                + name
                + " found. (The twin applies "
                + Template.LANGUAGE_EXTENSIONS
                + " only.)");
      }
    }
    return names;
  }

  private static String transformName(JsonNode transform) {
    return transform.isObject() ? transform.path("Name").asText() : transform.asText();
  }

  private static JsonNode convert(Node node, String path) {
    return switch (node) {
      case Node.Mapping map -> {
        var object = JsonNodeFactory.instance.objectNode();
        map.entries()
            .forEach((key, entry) -> object.set(key, convert(entry.value(), path + "/" + key)));
        yield object;
      }
      case Node.Sequence list -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < list.items().size(); i++) {
          array.add(convert(list.items().get(i), path + "/" + i));
        }
        yield array;
      }
      case Node.Scalar scalar ->
          switch (scalar.value()) {
            case null -> {
              if (path.isEmpty()) {
                yield TextNode.valueOf("");
              }
              throw Refused.format("[" + path + "] 'null' values are not allowed in templates");
            }
            case Boolean b -> BooleanNode.valueOf(b);
            // As it is read back from the world's store: to Jackson, numbers of one value and two
            // types are not equal, and a stack must not change because a process ended.
            case Number n -> Json.parse(n.toString());
            default -> TextNode.valueOf(scalar.text());
          };
    };
  }
}
