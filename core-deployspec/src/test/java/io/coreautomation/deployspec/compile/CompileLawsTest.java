package io.coreautomation.deployspec.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.account.Account;
import io.coreautomation.framework.action.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CompileLawsTest {
  private static final List<String> REGIONS = List.of("eu-west-1", "eu-central-1", "us-east-1");

  private static List<Account> accounts(int count) {
    var accounts = new ArrayList<Account>();
    for (int i = 0; i < count; i++) {
      accounts.add(Given.account("account-" + i, "%012d".formatted(i + 1), "Ou" + i % 3, Map.of()));
    }
    return accounts;
  }

  /** One action an element: its accounts, as bits of the number; each depends on all before it. */
  private static Given spec(List<Integer> accountBits, int regions) {
    var yaml = new StringBuilder();
    for (int i = 0; i < accountBits.size(); i++) {
      var names = new ArrayList<String>();
      for (int bit = 0; bit < 6; bit++) {
        if ((accountBits.get(i) & 1 << bit) != 0) {
          names.add("account-" + bit);
        }
      }
      yaml.append("- {name: n").append(i).append(", kind: CreateStack, accounts: ").append(names);
      yaml.append(", regions: ").append(REGIONS.subList(0, regions));
      if (i > 0) {
        yaml.append(", dependsOn: n").append(i - 1);
      }
      yaml.append(", params: {stackName: \"n").append(i);
      yaml.append("-{{ region.name }}\", template: stack.yaml}}\n");
    }
    return Given.deployspec(yaml.toString()).accounts(accounts(6));
  }

  @Property(tries = 60)
  void the_same_input_makes_the_same_bytes(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 63) Integer> bits,
      @ForAll @IntRange(min = 1, max = 3) int regions) {
    var first = spec(bits, regions).compiled();
    var second = spec(bits, regions).compiled();

    assertThat(second.list().canonical()).isEqualTo(first.list().canonical());
    assertThat(second.objects().keySet()).isEqualTo(first.objects().keySet());
  }

  @Property(tries = 60)
  void fan_out_loses_and_invents_no_target(
      @ForAll @NotEmpty @Size(max = 8) List<@IntRange(min = 1, max = 63) Integer> bits,
      @ForAll @IntRange(min = 1, max = 3) int regions) {
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < bits.size(); i++) {
      for (int bit = 0; bit < 6; bit++) {
        for (int region = 0; region < regions; region++) {
          if ((bits.get(i) & 1 << bit) != 0) {
            expected.add("n" + i + "/%012d".formatted(bit + 1) + "/" + REGIONS.get(region));
          }
        }
      }
    }

    assertThat(spec(bits, regions).compiled().list().actions())
        .extracting(Action::id)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void ten_thousand_actions_compile_in_seconds() {
    var yaml = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      yaml.append(
          """
          - name: n%d
            kind: CreateStack
            accounts: [{ou: Ou0}, {ou: Ou1}, {ou: Ou2}]
            regions: [eu-west-1, eu-central-1]
            dependsOn: [%s]
            params:
              stackName: "{{ portfolio.name }}-n%d-{{ region.name }}"
              template: stack.yaml
              tags: {Account: "{{ account.name }}", Index: "{{ region.index + 1 }}"%s}
          """
              .formatted(
                  i,
                  i == 0 ? "" : "n" + (i - 1),
                  i,
                  i == 0 ? "" : ", Topic: \"${actions.n" + (i - 1) + ".outputs.TopicArn}\""));
    }
    var given = Given.deployspec(yaml.toString()).accounts(accounts(500));
    var start = Instant.now();

    var list = given.compiled().list();

    assertThat(list.actions()).hasSize(10_000);
    // About a second on a laptop; the bound is against quadratic work, not against a slow machine.
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    assertThat(given.accounts(accounts(501)).compiled().list().actions())
        .extracting(Action::id)
        .containsExactly("part/1", "part/2");
  }

  @Test
  void a_fan_out_beyond_all_measure_is_refused_where_it_gets_so() {
    var given =
        Given.deployspec(
                "- {name: n, kind: NoOp, accounts: [{ou: Ou0}], regions: %s}"
                    .formatted(
                        IntStream.range(0, 100)
                            .mapToObj(i -> "eu-" + (char) ('a' + i / 10) + "west-" + i % 10)
                            .toList()))
            .accounts(accounts(7_501)); // a third of them are in it

    assertThatThrownBy(given::compiled)
        .hasMessage(
            "deployspec.yaml:1:3: with 'n' there are 250100 actions, over the limit of 250000."
                + " Split the package, or select fewer accounts.");
  }
}
