package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.framework.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** What a stack is made from, as CloudFormation takes it. */
record StackInput(
    @Nullable String templateBody,
    @Nullable String templateUrl,
    List<Parameter> parameters,
    List<Tag> tags,
    @Nullable String policy) {
  /** Upstream's word for a parameter that is to be left out. */
  static final String LEFT_OUT = "_NULL_";

  static StackInput forCreate(ActionContext context, CreateStack.Params params, Stacks stacks) {
    return of(context, params, stacks, Set.of());
  }

  /** Parameters that are left out keep the value that the stack has. */
  static StackInput forUpdate(
      ActionContext context, CreateStack.Params params, Stacks stacks, Stack stack) {
    return forUpdate(context, params, stacks, stack.parameters());
  }

  /** Parameters that are left out keep the value that they had. */
  static StackInput forUpdate(
      ActionContext context, CreateStack.Params params, Stacks stacks, List<Parameter> before) {
    var known = before.stream().map(Parameter::parameterKey).collect(Collectors.toSet());
    if (!known.isEmpty() && !params.parameters().keySet().containsAll(known)) {
      var declared = declared(context, params, stacks);
      known.retainAll(declared);
    }
    return of(context, params, stacks, known);
  }

  private static StackInput of(
      ActionContext context, CreateStack.Params params, Stacks stacks, Set<String> known) {
    var template = TemplateRef.of(params.template());
    var body = template.body(context).orElse(null);
    var given = new TreeMap<>(params.parameters());
    given.values().removeIf(LEFT_OUT::equals);
    var parameters = new ArrayList<Parameter>();
    given.forEach(
        (key, value) ->
            parameters.add(Parameter.builder().parameterKey(key).parameterValue(value).build()));
    known.stream()
        .filter(key -> !given.containsKey(key))
        .sorted()
        .forEach(
            key ->
                parameters.add(
                    Parameter.builder().parameterKey(key).usePreviousValue(true).build()));
    return new StackInput(
        body,
        body == null ? template.location(context) : null,
        parameters,
        stacks.tags(params.tags()),
        params.stackPolicy() == null ? null : Json.write(params.stackPolicy()));
  }

  private static Set<String> declared(
      ActionContext context, CreateStack.Params params, Stacks stacks) {
    var template = TemplateRef.of(params.template());
    return template
        .parameters(context)
        .orElseGet(
            () ->
                stacks
                    .client()
                    .getTemplateSummary(r -> r.templateURL(template.location(context)))
                    .parameters()
                    .stream()
                    .map(ParameterDeclaration::parameterKey)
                    .collect(Collectors.toSet()));
  }
}
