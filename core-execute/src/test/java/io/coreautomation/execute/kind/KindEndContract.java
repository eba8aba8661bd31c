package io.coreautomation.execute.kind;

import static io.coreautomation.execute.kind.KindDescription.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.run.Change;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kind says once it is done: what it has changed, what it hands on, how it is undone. */
public interface KindEndContract extends KindSuite {
  @ParameterizedTest
  @MethodSource("cases")
  default void what_it_says_to_have_changed_has_changed_and_nothing_else_has(KindCase given) {
    var trial = KindTrial.of(given);
    var before = trial.seen();

    var change = ((Progress.Done) trial.drive()).change();

    switch (change) {
      case CREATE, UPDATE, REPLACE, DELETE -> assertThat(trial.seen()).isNotEqualTo(before);
      case NO_CHANGE -> assertThat(trial.seen()).isEqualTo(before);
      // It has done something that leaves no thing behind, or nobody knows of which kind.
      case NONE -> {}
      case UNKNOWN -> throw new AssertionError("only plans may not know it");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  default void what_it_says_to_have_created_was_not_there_before(KindCase given) {
    var trial = KindTrial.of(given);
    var before = trial.things().keySet();

    var change = ((Progress.Done) trial.drive()).change();

    if (change == Change.CREATE) {
      assertThat(before.containsAll(trial.things().keySet())).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  default void taken_back_what_it_has_created_is_gone_and_what_it_has_not_touched_stays(
      KindCase given) {
    var trial = KindTrial.of(given);
    var before = trial.things();
    var change = ((Progress.Done) trial.drive()).change();
    var after = trial.things();

    var by = trial.undo(change, this::kind);
    if (change == Change.CREATE && by.isPresent()) {
      var end = trial.world().drive(kind(by.get().kind()), by.get().params());

      assertThat(end).isInstanceOf(Progress.Done.class);
      var untouched = new HashMap<>(before);
      untouched.entrySet().retainAll(after.entrySet());
      var created = new HashSet<>(after.keySet());
      created.removeAll(before.keySet());
      assertThat(trial.things())
          .containsAllEntriesOf(untouched)
          .doesNotContainKeys(created.toArray(String[]::new));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  default void it_hands_on_what_it_describes(ActionHandler<?> kind) {
    var described = kind.describe().outputs().keySet();
    var handedOn = new TreeSet<String>();
    casesOf(kind)
        .map(given -> (Progress.Done) KindTrial.of(given).drive())
        .forEach(done -> handedOn.addAll(done.outputs().keySet()));

    assertThat(handedOn)
        .allMatch(name -> described.stream().anyMatch(words -> isMeant(words, name)));
    assertThat(described)
        .allMatch(words -> handedOn.stream().anyMatch(name -> isMeant(words, name)));
  }

  /** Whether a described name stands for one that was handed on. */
  private static boolean isMeant(String described, String name) {
    var parts = described.equals(ANY) ? new String[] {"", ""} : described.split("\\{\\w+}", -1);
    return name.matches(Arrays.stream(parts).map(Pattern::quote).collect(Collectors.joining(".+")));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  default void it_is_taken_back_as_it_describes(ActionHandler<?> kind) {
    var ways = casesOf(kind).flatMap(KindEndContract::ways).toList();

    if (kind.describe().compensation().isEmpty()) {
      assertThat(ways).hasOnlyElementsOfType(Compensation.Irreversible.class);
    } else if (!ways.isEmpty()) {
      assertThat(ways).anyMatch(way -> !(way instanceof Compensation.Irreversible));
    }
    for (var way : ways) {
      switch (way) {
        case Compensation.ByInverse _ -> assertThat(kind.describe().inverse()).isNotEmpty();
        case Compensation.By(var name, var params) ->
            assertThat(isTaken(name, params))
                .as("'%s' is shipped or tried here, and takes %s", name, params)
                .isTrue();
        case Compensation.Irreversible(var why) -> assertThat(why).isNotBlank();
        case Compensation.ByItsRun _, Compensation.Nothing _ -> {}
      }
    }
  }

  /** How a case is taken back if it has changed something: without, and with an earlier success. */
  private static Stream<Compensation> ways(KindCase given) {
    var trial = KindTrial.of(given);
    var before = trial.seen();
    var change = ((Progress.Done) trial.drive()).change();
    if (change == Change.NO_CHANGE) {
      assertThat(trial.compensation(change, null)).isEqualTo(new Compensation.Nothing());
      assertThat(trial.compensation(change, trial.params())).isEqualTo(new Compensation.Nothing());
    }
    return trial.seen().equals(before)
        ? Stream.of()
        : Stream.of(trial.compensation(change, null), trial.compensation(change, trial.params()));
  }

  /** Whether a kind of that name is shipped or tried here, and takes the params. */
  private boolean isTaken(String name, ObjectNode params) {
    return new KindWorld().bound(kind(name), params) != null;
  }

  private ActionHandler<?> kind(String name) {
    return Stream.concat(kinds(), Kinds.shipped().all().stream())
        .filter(kind -> kind.describe().name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
