package io.coreautomation.execute.turn;

import io.coreautomation.db.item.Item;
import io.coreautomation.db.item.ItemNews;
import io.coreautomation.db.item.Items;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.execute.kind.Recorded;
import io.coreautomation.execute.kind.Wanted;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.execute.standing.Decision;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunDocument.Transition;
import io.coreautomation.framework.run.Standing;
import io.coreautomation.framework.run.Trust;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What stands, by the registry: asked before an action begins, told after it has ended.
 *
 * <p>Where the registry is believed, whole fleets are asked about and nobody else: the rows of a
 * place are read together, once a turn. The run holds its deployment, so what is its owner's stays
 * as it was read; what the run has changed since is known here.
 */
final class Standings {
  /** Bytes of outputs above which they are left to AWS. */
  private static final int OUTPUTS_KEPT = 4_096;

  private final Items items;
  private final RunRow row;
  private final Prn owner;
  private final RunProgress progress;
  private final boolean trusting;
  private final Map<Target, Map<String, Item>> places = new ConcurrentHashMap<>();

  /**
   * @param trusting whether the registry is believed without asking AWS
   */
  Standings(Items items, RunRow row, Prn owner, RunProgress progress, boolean trusting) {
    this.items = items;
    this.row = row;
    this.owner = owner;
    this.progress = progress;
    this.trusting = trusting;
  }

  /** What the registry said. */
  record Answer(Optional<Recorded> recorded, @Nullable Trust trust) {
    static final Answer NONE = new Answer(Optional.empty(), null);
  }

  /**
   * A question to the registry, which can be asked beside others.
   *
   * @param rows finds the row of a thing in a place
   * @param overtaken whether this run has changed the thing, and the row may not say so yet
   */
  record Question(
      BiFunction<Target, String, Optional<Item>> rows,
      Prn owner,
      Target target,
      Wanted wanted,
      boolean trusting,
      boolean overtaken) {
    Answer ask() {
      var decision =
          overtaken
              ? new Decision.Doubtful(Trust.CHANGED_IN_THIS_RUN)
              : Decision.of(owner, wanted, rows.apply(target, wanted.resource()).orElse(null));
      return switch (trusting ? decision.withOutputs() : decision) {
        case Decision.Unchanged(Item item) ->
            new Answer(Optional.of(recorded(item)), trusting ? Trust.UNCHANGED : null);
        case Decision.Changed _ -> Answer.NONE;
        case Decision.Doubtful(Trust why) -> new Answer(Optional.empty(), trusting ? why : null);
      };
    }

    private Recorded recorded(Item item) {
      return new Recorded(
          item.resourceId(), item.status(), item.lastUpdated(), item.outputs(), trusting);
    }
  }

  /**
   * What is to be asked before a call; nothing if the registry cannot know.
   *
   * @param begun whether an earlier call of the action may have reached AWS: then AWS alone is
   *     believed
   */
  Optional<Question> about(Action action, @Nullable Wanted wanted, boolean begun) {
    var target = action.target();
    if (target == null || wanted == null || wanted.inputs() == null) {
      return Optional.empty();
    }
    var believed = trusting && !begun && !action.id().endsWith(Rollback.SUFFIX);
    return Optional.of(
        new Question(
            believed ? this::known : items::get,
            owner,
            target,
            wanted,
            believed,
            progress.isUnrecorded(Standing.place(target, wanted.resource()))));
  }

  private Optional<Item> known(Target target, String resource) {
    return Optional.ofNullable(places.computeIfAbsent(target, items::in).get(resource));
  }

  /** Tells the registry what has become of things; doing it twice is doing it once. */
  void note(Map<String, Action> actions, Outputs outputs) {
    items.note(
        progress.outbox().stream()
            .filter(t -> t.standing() != null)
            .map(t -> news(Objects.requireNonNull(actions.get(t.action())), t, outputs))
            .toList());
  }

  private ItemNews news(Action action, Transition transition, Outputs outputs) {
    var standing = Objects.requireNonNull(transition.standing());
    var version = Item.version(transition.at());
    return switch (standing.how()) {
      case GONE -> new ItemNews.Gone(standing.target(), standing.resource());
      case IN_DOUBT ->
          new ItemNews.InDoubt(standing.target(), standing.resource(), owner, row.runId(), version);
      case STANDS -> {
        var kept = kept(action, outputs);
        yield new ItemNews.Stands(
            new Item(
                row.prn(),
                action.name(),
                action.kind(),
                standing.target().account(),
                standing.target().region(),
                standing.resource(),
                Objects.requireNonNull(standing.id()),
                Objects.requireNonNull(standing.status()),
                standing.lastUpdated(),
                standing.inputs(),
                kept.orElse(Map.of()),
                kept.isPresent(),
                Objects.requireNonNull(row.listDigest()),
                row.runId(),
                version));
      }
    };
  }

  private Optional<Map<String, String>> kept(Action action, Outputs outputs) {
    var state = progress.action(action.id());
    if (!action.savesOutputs() || state.status() != ActionStatus.COMPLETE) {
      return Optional.empty();
    }
    var all = outputs.of(action.id(), state);
    return bytes(all) > OUTPUTS_KEPT ? Optional.empty() : Optional.of(all);
  }

  private static int bytes(Map<String, String> outputs) {
    return outputs.entrySet().stream().mapToInt(e -> utf8(e.getKey()) + utf8(e.getValue())).sum();
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
