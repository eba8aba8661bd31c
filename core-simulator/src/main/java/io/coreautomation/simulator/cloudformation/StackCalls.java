package io.coreautomation.simulator.cloudformation;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.cloudformation.stack.CreateOptions;
import io.coreautomation.simulator.cloudformation.stack.Preparation;
import io.coreautomation.simulator.cloudformation.stack.Request;
import io.coreautomation.simulator.cloudformation.stack.StackOperations;
import io.coreautomation.simulator.cloudformation.template.ParameterValues;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeletionMode;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackResponse;

/** The calls that change stacks. */
final class StackCalls {
  private final TwinWorld world;
  private final StackOperations stacks;

  StackCalls(TwinWorld world, StackOperations stacks) {
    this.world = world;
    this.stacks = stacks;
  }

  void register(Operations operations) {
    operations
        .on(CreateStackRequest.class, this::create)
        .on(UpdateStackRequest.class, this::update)
        .on(DeleteStackRequest.class, this::delete);
  }

  private AwsResponse create(Caller caller, CreateStackRequest call) {
    var text = stacks.preparation().text(call.templateBody(), call.templateURL());
    if (text == null) {
      throw Preparation.noTemplate();
    }
    var request =
        new Request(
            text,
            given(call.parameters()),
            List.copyOf(call.capabilitiesAsStrings()),
            call.hasTags() ? tags(call.tags()) : null,
            call.roleARN(),
            orEmpty(call.clientRequestToken()),
            false);
    var options =
        CreateOptions.of(
            call.onFailureAsString(),
            Boolean.TRUE.equals(call.disableRollback()),
            call.timeoutInMinutes(),
            Boolean.TRUE.equals(call.enableTerminationProtection()),
            List.copyOf(call.notificationARNs()),
            orEmpty(call.stackPolicyBody()));
    var id =
        world.alone(
            caller.accountId(),
            caller.region(),
            () ->
                stacks.withNames(
                    text, () -> stacks.create(caller.place(), call.stackName(), request, options)));
    return CreateStackResponse.builder().stackId(id).build();
  }

  private AwsResponse update(Caller caller, UpdateStackRequest call) {
    var text = stacks.preparation().text(call.templateBody(), call.templateURL());
    if (text == null && !Boolean.TRUE.equals(call.usePreviousTemplate())) {
      throw Preparation.noTemplate();
    }
    var id =
        world.alone(
            caller.accountId(),
            caller.region(),
            () -> {
              var place = caller.place();
              var request =
                  new Request(
                      text == null ? stacks.previousTemplate(place, call.stackName()) : text,
                      given(call.parameters()),
                      List.copyOf(call.capabilitiesAsStrings()),
                      call.hasTags() ? tags(call.tags()) : null,
                      call.roleARN(),
                      orEmpty(call.clientRequestToken()),
                      false);
              return stacks.withNames(
                  request.template(),
                  () ->
                      stacks.update(
                          place,
                          call.stackName(),
                          request,
                          Boolean.TRUE.equals(call.disableRollback()),
                          call.stackPolicyDuringUpdateBody()));
            });
    return UpdateStackResponse.builder().stackId(id).build();
  }

  private AwsResponse delete(Caller caller, DeleteStackRequest call) {
    world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          stacks.delete(
              caller.place(),
              call.stackName(),
              call.roleARN(),
              Set.copyOf(call.retainResources()),
              call.deletionMode() == DeletionMode.FORCE_DELETE_STACK,
              orEmpty(call.clientRequestToken()));
          return null;
        });
    return DeleteStackResponse.builder().build();
  }

  static List<ParameterValues.Given> given(List<Parameter> parameters) {
    return parameters.stream()
        .map(
            p ->
                new ParameterValues.Given(
                    p.parameterKey(),
                    p.parameterValue(),
                    Boolean.TRUE.equals(p.usePreviousValue())))
        .toList();
  }

  static Map<String, String> tags(List<Tag> tags) {
    var map = new LinkedHashMap<String, String>();
    tags.forEach(t -> map.put(t.key(), t.value()));
    return map;
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
