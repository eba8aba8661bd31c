package io.coreautomation.infra;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.infra.app.Installation;
import io.coreautomation.simulator.client.TwinClients;
import io.coreautomation.simulator.world.MemoryWorldStore;
import io.coreautomation.simulator.world.TwinPrincipal;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Export;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * An installation on the twin: the platform in one account, the target stacks in that one and in a
 * second, each deployed as CDK's command line does.
 */
final class TwinDeployment {
  private static final String PLATFORM = "111122223333";
  private static final String TARGET = "444455556666";
  private static final String HOME_REGION = "eu-west-1";
  private static final String UPLOADS = "https://cdk-assets.s3.eu-west-1.amazonaws.com/";

  private final Installation installation;
  private final List<Stack> stacks;
  private final TwinWorld world;
  private final TwinClients clients;
  private final Map<Stack, String> stackIds = new HashMap<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  /** A stack of the cloud assembly, and where it goes. */
  record Stack(
      String id,
      String account,
      String region,
      String name,
      boolean isProtected,
      Map<String, String> parameters) {
    @Override
    public String toString() {
      return id + " in " + account;
    }
  }

  TwinDeployment(Installation installation) {
    this.installation = installation;
    this.world =
        new TwinWorld(
            new MemoryWorldStore(),
            () -> now,
            WorldSettings.DEFAULT.withHomeAccountId(PLATFORM).withObjects(this::uploaded));
    world.addAccount(PLATFORM, "platform");
    world.addAccount(TARGET, "target");
    this.clients = new TwinClients(world);
    this.stacks = inOrder();
  }

  /** Every stack, each after those that it needs. */
  List<Stack> stacks() {
    return stacks;
  }

  void deployAll() {
    for (var stack : stacks) {
      var made =
          client(stack)
              .createStack(
                  r ->
                      r.stackName(stack.name())
                          .templateURL(UPLOADS + stack.id() + ".template.json")
                          .parameters(parameters(stack))
                          .capabilities(Capability.CAPABILITY_NAMED_IAM)
                          .enableTerminationProtection(stack.isProtected()));
      stackIds.put(stack, made.stackId());
      settle();
    }
  }

  void update(Stack stack) {
    client(stack)
        .updateStack(
            r ->
                r.stackName(stack.name())
                    .templateURL(UPLOADS + stack.id() + ".template.json")
                    .parameters(parameters(stack))
                    .capabilities(Capability.CAPABILITY_NAMED_IAM));
    settle();
  }

  void deleteAll() {
    for (var stack : stacks.reversed()) {
      client(stack)
          .updateTerminationProtection(
              r -> r.stackName(stack.name()).enableTerminationProtection(false));
      delete(stack);
    }
  }

  void delete(Stack stack) {
    client(stack).deleteStack(r -> r.stackName(stack.name()));
    settle();
  }

  String status(Stack stack) {
    return client(stack)
        .describeStacks(r -> r.stackName(stackIds.get(stack)))
        .stacks()
        .getFirst()
        .stackStatusAsString();
  }

  List<String> exports(Stack stack) {
    return client(stack).listExports(r -> {}).exports().stream().map(Export::name).toList();
  }

  /** The types of what outlived its stack. */
  List<String> kept(Stack stack) {
    return client(stack)
        .describeStackEventsPaginator(r -> r.stackName(stackIds.get(stack)))
        .stackEvents()
        .stream()
        .filter(event -> event.resourceStatus() == ResourceStatus.DELETE_SKIPPED)
        .map(StackEvent::resourceType)
        .sorted()
        .toList();
  }

  private List<Stack> inOrder() {
    JsonNode artifacts =
        Installation.read(installation.folder().resolve("manifest.json")).path("artifacts");
    List<Stack> ordered = new ArrayList<>();
    for (var artifact : artifacts.properties()) {
      add(artifacts, artifact.getKey(), ordered);
    }
    return ordered;
  }

  private void add(JsonNode artifacts, String id, List<Stack> ordered) {
    JsonNode artifact = artifacts.path(id);
    if (!artifact.path("type").asText().equals("aws:cloudformation:stack")
        || ordered.stream().anyMatch(stack -> stack.id().equals(id))) {
      return;
    }
    artifact.path("dependencies").forEach(needed -> add(artifacts, needed.asText(), ordered));
    JsonNode properties = artifact.path("properties");
    String region = artifact.path("environment").asText().replaceFirst(".*/", "");
    List<String> accounts =
        id.startsWith("target-") ? List.of(PLATFORM, TARGET) : List.of(PLATFORM);
    for (String account : accounts) {
      ordered.add(
          new Stack(
              id,
              account,
              region.equals("unknown-region") ? HOME_REGION : region,
              properties.path("stackName").asText(),
              properties.path("terminationProtection").asBoolean(),
              parameters(id)));
    }
  }

  /** As docs/infra.md tells to give them. */
  private Map<String, String> parameters(String id) {
    var names = new PlatformNames(installation.settings());
    return switch (id) {
      case "target-roles" ->
          Map.of("PlatformAccountId", PLATFORM, "ExternalId", installation.settings().externalId());
      case "target-events" ->
          Map.of(
              "OperationsBusArn",
              "arn:aws:events:"
                  + HOME_REGION
                  + ":"
                  + PLATFORM
                  + ":event-bus/"
                  + names.operationsBus());
      default -> Map.of();
    };
  }

  private static List<Parameter> parameters(Stack stack) {
    return stack.parameters().entrySet().stream()
        .map(p -> Parameter.builder().parameterKey(p.getKey()).parameterValue(p.getValue()).build())
        .toList();
  }

  private Optional<byte[]> uploaded(URI url) {
    Path file = installation.folder().resolve(url.toString().substring(UPLOADS.length()));
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CloudFormationClient client(Stack stack) {
    return clients.client(
        CloudFormationClient.class, TwinPrincipal.root(stack.account()), Region.of(stack.region()));
  }

  private void settle() {
    for (var next = world.nextEventAt(); next.isPresent(); next = world.nextEventAt()) {
      now = next.get();
    }
  }
}
