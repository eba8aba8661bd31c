package io.coreautomation.simulator;

import io.coreautomation.simulator.client.TwinClients;
import io.coreautomation.simulator.world.MemoryWorldStore;
import io.coreautomation.simulator.world.TwinPrincipal;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldSettings;
import io.coreautomation.simulator.world.WorldStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/** A world with one account and a clock that tests move. */
public final class Twin {
  public static final String ACCOUNT = "111111111111";
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  public final WorldStore store;
  public final TwinWorld world;
  public final TwinClients clients;
  public final CloudFormationClient cloudFormation;
  public final Map<String, String> objects = new HashMap<>();
  private Instant now;

  public Twin() {
    this(new MemoryWorldStore(), START, WorldSettings.DEFAULT);
  }

  public Twin(WorldStore store, Instant now, WorldSettings settings) {
    this.store = store;
    this.now = now;
    this.world =
        new TwinWorld(
            store,
            () -> this.now,
            settings.withObjects(
                url ->
                    Optional.ofNullable(objects.get(url.toString()))
                        .map(t -> t.getBytes(StandardCharsets.UTF_8))));
    if (world.accounts().account(ACCOUNT).isEmpty()) {
      world.addAccount(ACCOUNT, "one");
    }
    this.clients = new TwinClients(world);
    this.cloudFormation = in(Region.EU_WEST_1);
  }

  /** The same store, read again by another process. */
  public Twin restarted() {
    return new Twin(store, now, WorldSettings.DEFAULT);
  }

  public CloudFormationClient in(Region region) {
    return in(ACCOUNT, region);
  }

  public CloudFormationClient in(String account, Region region) {
    return clients.client(CloudFormationClient.class, TwinPrincipal.root(account), region);
  }

  public Instant now() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** Lets everything that is under way end. */
  public Twin settle() {
    for (var next = world.nextEventAt(); next.isPresent(); next = world.nextEventAt()) {
      now = next.get();
    }
    return this;
  }

  public String create(String name, String template, Consumer<CreateStackRequest.Builder> more) {
    var request = CreateStackRequest.builder().stackName(name).templateBody(template);
    more.accept(request);
    return cloudFormation.createStack(request.build()).stackId();
  }

  public String create(String name, String template) {
    return create(name, template, r -> {});
  }

  public String update(String name, String template, Consumer<UpdateStackRequest.Builder> more) {
    var request = UpdateStackRequest.builder().stackName(name).templateBody(template);
    more.accept(request);
    return cloudFormation.updateStack(request.build()).stackId();
  }

  public String update(String name, String template) {
    return update(name, template, r -> {});
  }

  public Stack stack(String nameOrId) {
    return cloudFormation.describeStacks(r -> r.stackName(nameOrId)).stacks().getFirst();
  }

  public String status(String nameOrId) {
    return stack(nameOrId).stackStatusAsString();
  }

  public Map<String, String> outputs(String nameOrId) {
    return stack(nameOrId).outputs().stream()
        .collect(Collectors.toMap(o -> o.outputKey(), o -> o.outputValue()));
  }

  /** The events of a stack, oldest first, a line each. */
  public String transcript(String nameOrId) {
    return cloudFormation
        .describeStackEventsPaginator(r -> r.stackName(nameOrId))
        .stackEvents()
        .stream()
        .toList()
        .reversed()
        .stream()
        .map(
            e ->
                e.logicalResourceId()
                    + " "
                    + e.resourceStatusAsString()
                    + (e.resourceStatusReason() == null
                        ? ""
                        : " | " + e.resourceStatusReason().strip()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  public URI object(String url, String text) {
    objects.put(url, text);
    return URI.create(url);
  }
}
