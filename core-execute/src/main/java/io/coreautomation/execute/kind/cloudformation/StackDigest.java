package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a stack is made from, as one digest, and whether that digest says all: the same inputs make
 * the same stack only where AWS looks nothing up that may have become something else. Thread-safe.
 */
final class StackDigest {
  /** Its value is looked up anew by each operation. */
  private static final String LOOKED_UP = "AWS::SSM::Parameter::Value<";

  /** Templates that are not read again. */
  private static final int KEPT = 1_000;

  private static final String REFERENCE = "{{resolve:";

  /**
   * A dynamic reference that says which version it means. Source: AWS CloudFormation User Guide,
   * "Get values stored in other services using dynamic references": {@code ssm:name:version},
   * {@code ssm-secure:name:version}, {@code secretsmanager:id:SecretString:key:stage:version}, of
   * which an id may be an ARN.
   */
  private static final Pattern VERSIONED =
      Pattern.compile(
          "\\{\\{resolve:(?:(?:ssm|ssm-secure):[^{}:]+:[0-9]+"
              + "|secretsmanager:[^{}]+:SecretString:[^{}:]*:[^{}:]*:[^{}:]+)\\}\\}");

  private final Map<String, Known> read = new ConcurrentHashMap<>();

  /**
   * What is known of a template.
   *
   * @param fixed whether AWS looks nothing up in it
   * @param secrets parameters whose values nobody is shown
   * @param sensitive outputs that would show them
   */
  private record Known(boolean fixed, List<String> secrets, Set<String> sensitive) {
    static final Known NOTHING = new Known(false, List.of(), Set.of());

    boolean takesSecret(CreateStack.Params params) {
      return secrets.stream().anyMatch(params.parameters()::containsKey);
    }
  }

  /** Over template, parameters, tags, capabilities, and what a deployment sets besides. */
  static Digest of(CreateStack.Params params) {
    var inputs = Json.object();
    inputs.put("template", TemplateRef.of(params.template()).identity());
    params.parameters().forEach(inputs.putObject("parameters")::put);
    params.tags().forEach(inputs.putObject("tags")::put);
    params.granted().stream().sorted().forEach(inputs.putArray("capabilities")::add);
    if (params.stackPolicy() != null) {
      inputs.set("stackPolicy", params.stackPolicy());
    }
    if (params.terminationProtection() != null) {
      inputs.put("terminationProtection", params.terminationProtection());
    }
    return Digest.of(inputs);
  }

  /** Whether the same digest means the same stack. */
  boolean saysAll(CreateStack.Params params, ActionContext context) {
    var template = TemplateRef.of(params.template());
    return Stream.of(params.parameters(), params.tags())
            .flatMap(map -> map.values().stream())
            .allMatch(StackDigest::isFixed)
        // A digest of a secret does not belong into a row.
        && known(template, context).fixed()
        && !known(template, context).takesSecret(params);
  }

  /**
   * The outputs that show values which nobody is shown; those of a template at a URL are not known.
   */
  Set<String> sensitiveOutputs(CreateStack.Params params, ActionContext context) {
    return known(TemplateRef.of(params.template()), context).sensitive();
  }

  /** A template is read once, however many stacks are made from it. */
  private Known known(TemplateRef template, ActionContext context) {
    var found = read.get(template.identity());
    if (found == null) {
      found =
          template
              .content(context)
              .map(t -> new Known(isFixed(t), t.secrets(), t.sensitiveOutputs()))
              .orElse(Known.NOTHING);
      if (read.size() < KEPT) {
        read.put(template.identity(), found);
      }
    }
    return found;
  }

  /** Whether a template says by itself what it makes. */
  static boolean isFixed(TemplateContent template) {
    return template.isPlain()
        && template.parameterTypes().noneMatch(type -> type.startsWith(LOOKED_UP))
        // Others may change what a nested template or a module holds.
        && template
            .resourceTypes()
            .noneMatch(t -> t.equals("AWS::CloudFormation::Stack") || t.endsWith("::MODULE"))
        && isFixed(template.root());
  }

  private static boolean isFixed(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> isFixed(scalar.text());
      case Node.Sequence list -> list.items().stream().allMatch(StackDigest::isFixed);
      case Node.Mapping map ->
          map.get("Fn::Transform").isEmpty()
              && map.entries().values().stream().allMatch(entry -> isFixed(entry.value()));
    };
  }

  /** Whether a text holds no reference that may mean something else tomorrow. */
  static boolean isFixed(String text) {
    return !text.contains(REFERENCE) || !VERSIONED.matcher(text).replaceAll("").contains(REFERENCE);
  }
}
