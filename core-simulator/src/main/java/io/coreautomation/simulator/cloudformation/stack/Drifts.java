package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.event.ResourceView;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Properties of stacks' resources that somebody has changed behind CloudFormation's back, and how
 * CloudFormation looks for them. What was {@link Removals removed} is found by the same look.
 * Thread-safe.
 */
public final class Drifts {
  private static final String DRIFTS = "drift/";
  private static final String LOOKS = "drift-look/";
  private static final Duration WORK = Duration.ofSeconds(10);

  /** The statuses of stacks whose drift can be looked for. */
  private static final Set<String> SETTLED =
      Set.of(
          "CREATE_COMPLETE",
          "UPDATE_COMPLETE",
          "UPDATE_ROLLBACK_COMPLETE",
          "UPDATE_ROLLBACK_FAILED");

  private final TwinWorld world;
  private final Map<String, Drift> drifts = new ConcurrentHashMap<>();
  private final Map<String, Look> looks = new ConcurrentHashMap<>();

  /** A property that is other than its template says, until its resource is next updated. */
  record Drift(String stackId, String physicalId, String property, String actual, Instant at) {
    String key() {
      return DRIFTS + stackId + "/" + physicalId;
    }
  }

  /**
   * A resource as a look has found it.
   *
   * @param property that differs; null if none does
   * @param expected what the template says of it; null if that says nothing
   */
  public record Found(
      String logicalId,
      String physicalId,
      String type,
      String status,
      @Nullable String property,
      @Nullable String expected,
      @Nullable String actual) {
    /** Whether it is other than its template says. */
    public boolean drifted() {
      return !status.equals("IN_SYNC");
    }
  }

  /** A look at all or some resources of a stack. */
  public record Look(String id, String stackId, Instant startedAt, List<Found> resources) {
    String key() {
      return LOOKS + id;
    }

    public boolean isDoneAt(Instant time) {
      return !time.isBefore(startedAt.plus(WORK));
    }

    /** How many resources are other than their template says. */
    public int drifted() {
      return (int) resources.stream().filter(Found::drifted).count();
    }
  }

  private Drifts(TwinWorld world) {
    this.world = world;
    world.documents(DRIFTS, Drift.class).values().forEach(d -> drifts.put(d.key(), d));
    world.documents(LOOKS, Look.class).values().forEach(l -> looks.put(l.id(), l));
  }

  public static Drifts of(TwinWorld world) {
    return world.part(Drifts.class, Drifts::new);
  }

  /**
   * Changes a property of a resource, as its owner may by the resource's own service.
   *
   * @throws IllegalArgumentException if the stack has no such resource
   */
  public void change(
      String accountId,
      String region,
      String stackName,
      String logicalId,
      String property,
      String actual) {
    var now = world.now();
    world.alone(
        accountId,
        region,
        () -> {
          var drift =
              StackShelf.of(world)
                  .find(new Place(accountId, region), stackName, now)
                  .flatMap(
                      entry ->
                          present(entry, now)
                              .filter(view -> view.logicalId().equals(logicalId))
                              .findFirst()
                              .map(
                                  view ->
                                      new Drift(
                                          entry.stack().stackId(),
                                          view.physicalId(),
                                          property,
                                          actual,
                                          now)))
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "there is no '" + logicalId + "' in the stack '" + stackName + "'"));
          world.commit(List.of(TwinWorld.put(drift.key(), drift)));
          drifts.put(drift.key(), drift);
          return drift;
        });
  }

  /**
   * Begins a look. The caller holds the account and region alone.
   *
   * @param logicalIds of what is looked at; none for all
   */
  public Look begin(StackEntry entry, List<String> logicalIds) {
    var now = world.now();
    var stackId = entry.stack().stackId();
    var status = entry.statusAt(now);
    if (!SETTLED.contains(status)) {
      throw Refused.invalid(
          "Drift detection cannot be performed on stack [" + stackId + "] in " + status);
    }
    if (latest(stackId).filter(look -> !look.isDoneAt(now)).isPresent()) {
      throw Refused.invalid("Drift detection is already in progress for stack [" + stackId + "]");
    }
    var found =
        present(entry, now)
            .filter(view -> logicalIds.isEmpty() || logicalIds.contains(view.logicalId()))
            .map(view -> found(entry, view, now))
            .toList();
    var look = new Look(StackId.uuid(stackId + now), stackId, now, found);
    world.commit(List.of(TwinWorld.put(look.key(), look)));
    looks.put(look.id(), look);
    return look;
  }

  /** The look of an id. */
  public Optional<Look> look(String id) {
    return Optional.ofNullable(looks.get(id));
  }

  /** What the last look at a stack that is done has found. */
  public List<Found> lastOf(String stackId) {
    return looks.values().stream()
        .filter(look -> look.stackId().equals(stackId) && look.isDoneAt(world.now()))
        .max(Comparator.comparing(Look::startedAt))
        .map(Look::resources)
        .orElse(List.of());
  }

  private Optional<Look> latest(String stackId) {
    return looks.values().stream()
        .filter(look -> look.stackId().equals(stackId))
        .max(Comparator.comparing(Look::startedAt));
  }

  private static Stream<ResourceView> present(StackEntry entry, Instant now) {
    return entry.resourcesAt(now).stream()
        .filter(view -> !view.physicalId().isEmpty())
        .filter(view -> !view.status().equals("DELETE_COMPLETE"));
  }

  private Found found(StackEntry entry, ResourceView view, Instant now) {
    var stackId = entry.stack().stackId();
    if (Removals.of(world).include(stackId, view.physicalId())) {
      return new Found(
          view.logicalId(), view.physicalId(), view.type(), "DELETED", null, null, null);
    }
    var drift = drifts.get(DRIFTS + stackId + "/" + view.physicalId());
    if (drift == null || view.at().isAfter(drift.at())) {
      return new Found(
          view.logicalId(), view.physicalId(), view.type(), "IN_SYNC", null, null, null);
    }
    var state = entry.revisionAt(now).resources().get(view.logicalId());
    var expected = state == null ? null : state.properties().get(drift.property());
    return new Found(
        view.logicalId(),
        view.physicalId(),
        view.type(),
        "MODIFIED",
        drift.property(),
        expected == null ? null : expected.asText(),
        drift.actual());
  }
}
