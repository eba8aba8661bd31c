package io.coreautomation.execute.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.db.item.Item;
import io.coreautomation.execute.kind.Wanted;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.run.Trust;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionTest {
  private static final Prn OWNER = Prn.parse("prn:web:shop:main");
  private static final Wanted WANTED = new Wanted("stack/web", Digest.of("x"));

  private static Item row(String prn, String status, @Nullable String inputs, boolean outputs) {
    return new Item(
        Prn.parse(prn),
        "web",
        "AWS::CreateStack",
        "210000000011",
        "eu-west-1",
        "stack/web",
        "arn:web",
        status,
        null,
        inputs == null ? null : Digest.of(inputs),
        Map.of(),
        outputs,
        Digest.of("list"),
        RunId.parse("0198f2c4-0000-7000-8000-000000000001"),
        1);
  }

  @Test
  void the_same_inputs_by_the_same_owner_are_no_change_whatever_the_build() {
    var row = row("prn:web:shop:main:41", "UPDATE_COMPLETE", "x", true);
    assertThat(Decision.of(OWNER, WANTED, row)).isEqualTo(new Decision.Unchanged(row));
    assertThat(Decision.of(OWNER, WANTED, row).withOutputs())
        .isEqualTo(new Decision.Unchanged(row));
  }

  @Test
  void other_inputs_are_a_change() {
    assertThat(
            Decision.of(OWNER, WANTED, row("prn:web:shop:main:41", "CREATE_COMPLETE", "y", true)))
        .isEqualTo(new Decision.Changed());
  }

  @Test
  void what_the_registry_cannot_know_is_doubtful() {
    assertThat(Decision.of(OWNER, WANTED, null)).isEqualTo(new Decision.Doubtful(Trust.NO_ROW));
    assertThat(Decision.of(OWNER, WANTED, row("prn:web:shop:test:1", "CREATE_COMPLETE", "x", true)))
        .isEqualTo(new Decision.Doubtful(Trust.OTHER_OWNER));
    assertThat(Decision.of(OWNER, WANTED, row("prn:web:shop:main:1", Item.IN_DOUBT, "x", true)))
        .isEqualTo(new Decision.Doubtful(Trust.NOT_COMPLETE));
    assertThat(
            Decision.of(OWNER, WANTED, row("prn:web:shop:main:1", "CREATE_COMPLETE", null, true)))
        .isEqualTo(new Decision.Doubtful(Trust.NOT_DIGEST_SAFE));
    var withoutOutputs = row("prn:web:shop:main:1", "CREATE_COMPLETE", "x", false);
    assertThat(Decision.of(OWNER, WANTED, withoutOutputs))
        .isEqualTo(new Decision.Unchanged(withoutOutputs));
    assertThat(Decision.of(OWNER, WANTED, withoutOutputs).withOutputs())
        .isEqualTo(new Decision.Doubtful(Trust.NO_OUTPUTS));
  }

  @Test
  void a_fleet_is_decided_in_parallel_as_it_is_one_by_one() {
    Function<Integer, Decision> decision =
        i ->
            Decision.of(
                OWNER,
                WANTED,
                row("prn:web:shop:main:41", "CREATE_COMPLETE", i % 3 == 0 ? "y" : "x", true));
    assertThat(
            IntStream.range(0, 5_000).parallel().boxed().map(decision).collect(Collectors.toList()))
        .isEqualTo(IntStream.range(0, 5_000).boxed().map(decision).toList());
  }
}
