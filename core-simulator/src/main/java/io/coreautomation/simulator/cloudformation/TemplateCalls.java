package io.coreautomation.simulator.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.cloudformation.changeset.ChangeSets;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.stack.Preparation;
import io.coreautomation.simulator.cloudformation.stack.StackOperations;
import io.coreautomation.simulator.cloudformation.stack.StackShelf;
import io.coreautomation.simulator.cloudformation.template.ParameterDeclaration;
import io.coreautomation.simulator.cloudformation.template.References;
import io.coreautomation.simulator.cloudformation.template.Template;
import io.coreautomation.simulator.cloudformation.template.TemplateReader;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.TemplateParameter;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;

/** The calls about templates. */
final class TemplateCalls {
  private final TwinWorld world;
  private final StackShelf shelf;
  private final StackOperations stacks;
  private final ChangeSets changeSets;

  TemplateCalls(TwinWorld world, StackShelf shelf, StackOperations stacks, ChangeSets changeSets) {
    this.world = world;
    this.shelf = shelf;
    this.stacks = stacks;
    this.changeSets = changeSets;
  }

  void register(Operations operations) {
    operations
        .on(GetTemplateRequest.class, this::getTemplate)
        .on(GetTemplateSummaryRequest.class, this::summary)
        .on(ValidateTemplateRequest.class, this::validate);
  }

  private AwsResponse getTemplate(Caller caller, GetTemplateRequest call) {
    var place = caller.place();
    var now = world.now();
    var text =
        call.changeSetName() != null
            ? changeSets
                .existing(place, call.stackName(), call.changeSetName(), now)
                .request()
                .template()
            : textOf(caller, ChangeSetCalls.required("stackName", call.stackName()));
    return GetTemplateResponse.builder()
        .templateBody(text)
        .stagesAvailable(TemplateStage.ORIGINAL, TemplateStage.PROCESSED)
        .build();
  }

  private String textOf(Caller caller, String nameOrId) {
    var now = world.now();
    var entry =
        shelf.find(caller.place(), nameOrId, now).orElseThrow(() -> Refused.noStack(nameOrId));
    return entry.stack().templates().getOrDefault(entry.revisionAt(now).template(), "");
  }

  private AwsResponse summary(Caller caller, GetTemplateSummaryRequest call) {
    var given = stacks.preparation().text(call.templateBody(), call.templateURL());
    var text =
        given != null
            ? given
            : textOf(caller, ChangeSetCalls.required("stackName", call.stackName()));
    var template = checked(text);
    return GetTemplateSummaryResponse.builder()
        .parameters(
            template.parameters().values().stream()
                .map(
                    p ->
                        software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration
                            .builder()
                            .parameterKey(p.name())
                            .parameterType(p.type())
                            .defaultValue(p.defaultValue().orElse(null))
                            .noEcho(p.noEcho())
                            .description(orNull(p.description()))
                            .parameterConstraints(c -> c.allowedValues(p.allowedValues()))
                            .build())
                .toList())
        .capabilities(capabilities(template))
        .capabilitiesReason(reason(template))
        .resourceTypes(
            template.resources().values().stream().map(r -> r.type()).distinct().toList())
        .description(orNull(template.description()))
        .metadata(
            template.root().has("Metadata") ? template.root().path("Metadata").toString() : null)
        .version(orNull(template.root().path("AWSTemplateFormatVersion").asText("")))
        .declaredTransforms(template.transforms())
        .build();
  }

  private AwsResponse validate(Caller caller, ValidateTemplateRequest call) {
    var text = stacks.preparation().text(call.templateBody(), call.templateURL());
    if (text == null) {
      throw Preparation.noTemplate();
    }
    var template = checked(text);
    return ValidateTemplateResponse.builder()
        .description(orNull(template.description()))
        .parameters(
            template.parameters().values().stream()
                .map(
                    p ->
                        TemplateParameter.builder()
                            .parameterKey(p.name())
                            .defaultValue(p.defaultValue().orElse(null))
                            .noEcho(p.noEcho())
                            .description(orNull(p.description()))
                            .build())
                .toList())
        .capabilities(capabilities(template))
        .capabilitiesReason(reason(template))
        .declaredTransforms(template.transforms())
        .build();
  }

  /** Checks a template as far as that goes without its parameters' values. */
  private static Template checked(String text) {
    var reader = TemplateReader.read(text);
    var values = new HashMap<String, JsonNode>();
    reader.parameters().values().forEach(p -> defaultOf(p).forEach(values::put));
    var template = reader.template(values);
    new References(template).order(condition -> true);
    return template;
  }

  private static Map<String, JsonNode> defaultOf(ParameterDeclaration parameter) {
    var text = parameter.defaultValue().orElse("");
    return parameter.isList()
        ? Map.of(
            parameter.name(),
            com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .arrayNode()
                .addAll(
                    List.of(text.split(",", -1)).stream()
                        .map(com.fasterxml.jackson.databind.node.TextNode::valueOf)
                        .toList()))
        : Map.of();
  }

  private static List<Capability> capabilities(Template template) {
    var needed = Preparation.neededCapability(template);
    var all = new java.util.ArrayList<Capability>();
    if (!needed.isEmpty()) {
      all.add(Capability.fromValue(needed));
    }
    if (!template.transforms().isEmpty()) {
      all.add(Capability.CAPABILITY_AUTO_EXPAND);
    }
    return all;
  }

  private static @Nullable String reason(Template template) {
    var types =
        template.resources().values().stream()
            .map(r -> r.type())
            .filter(t -> t.startsWith("AWS::IAM::"))
            .distinct()
            .toList();
    return types.isEmpty()
        ? null
        : "The following resource(s) require capabilities: [" + String.join(", ", types) + "]";
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
