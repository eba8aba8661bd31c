package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackSet;

/** What a stack set lacks of what it should be. */
record StackSetGap(
    ActionContext context, PutStackSet.Params params, Stacks stacks, StackSet found) {
  /** What CloudFormation shows in place of a value that nobody is shown. */
  private static final String HIDDEN = "****";

  boolean isNone() {
    return !differs() && newUnits().isEmpty() && newRegions().isEmpty();
  }

  List<String> newUnits() {
    return params.organizationalUnits().stream()
        .filter(unit -> !found.organizationalUnitIds().contains(unit))
        .toList();
  }

  List<String> oldUnits() {
    return params.organizationalUnits().stream()
        .filter(found.organizationalUnitIds()::contains)
        .toList();
  }

  List<String> newRegions() {
    return oldUnits().isEmpty()
        ? List.of()
        : params.regions().stream().filter(r -> !found.regions().contains(r)).toList();
  }

  /** A template that only AWS can read may be another one by now. */
  boolean differs() {
    var body = TemplateRef.of(params.template()).body(context);
    return body.isEmpty()
        || !body.get().equals(found.templateBody())
        || !hasParameters()
        || !Set.copyOf(stacks.tags(params.tags())).equals(Set.copyOf(found.tags()))
        || !Set.copyOf(params.stack().granted()).equals(Set.copyOf(found.capabilitiesAsStrings()))
        || params.isAutomatic() != Boolean.TRUE.equals(found.autoDeployment().enabled());
  }

  private boolean hasParameters() {
    var values =
        found.parameters().stream()
            .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue));
    return params.parameters().entrySet().stream()
        .filter(given -> !given.getValue().equals(StackInput.LEFT_OUT))
        .allMatch(
            given ->
                !HIDDEN.equals(values.get(given.getKey()))
                    && given.getValue().equals(values.get(given.getKey())));
  }
}
