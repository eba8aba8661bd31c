package io.coreautomation.db.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.framework.coordinates.RunId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceWaitsTest {
  private static final RunId ONE = RunId.parse("0198f2c4-0000-7000-8000-000000000001");
  private static final RunId TWO = RunId.parse("0198f2c4-0000-7000-8000-000000000002");
  private static final AwsResource BUILD = new AwsResource("codebuild", "shop:8745a7a9");
  private static final Instant UNTIL = Instant.parse("2026-01-02T00:00:00Z");
  private final InMemoryTables tables = new InMemoryTables();
  private final ResourceWaits waits = new ResourceWaits(tables);

  @Test
  void a_resource_names_the_run_that_waits_for_it() {
    assertThat(waits.expect(BUILD, ONE, "build", UNTIL)).isTrue();
    assertThat(waits.waiting(BUILD)).containsExactly(ONE);
    assertThat(waits.waiting(new AwsResource("codebuild", "shop:8745a7a"))).isEmpty();
    assertThat(waits.waiting(new AwsResource("ec2", BUILD.id()))).isEmpty();
  }

  @Test
  void who_expects_again_is_told_that_the_row_was_there() {
    waits.expect(BUILD, ONE, "build", UNTIL);
    assertThat(waits.expect(BUILD, ONE, "build", UNTIL.plusSeconds(9))).isFalse();
  }

  @Test
  void several_runs_can_wait_for_one_resource_and_each_is_named_once() {
    waits.expect(BUILD, TWO, "image", UNTIL);
    waits.expect(BUILD, ONE, "image", UNTIL);
    waits.expect(BUILD, ONE, "share", UNTIL);
    assertThat(waits.waiting(BUILD)).containsExactly(ONE, TWO);
  }

  @Test
  void an_action_that_is_done_ends_its_own_wait_only() {
    waits.expect(BUILD, ONE, "image", UNTIL);
    waits.expect(BUILD, ONE, "share", UNTIL);
    waits.done(BUILD, ONE, "image");
    assertThat(waits.waiting(BUILD)).containsExactly(ONE);
    waits.done(BUILD, ONE, "share");
    waits.done(BUILD, ONE, "share");
    assertThat(waits.waiting(BUILD)).isEmpty();
  }

  @Test
  void a_row_that_nobody_removes_goes_when_its_action_has_given_up() {
    var row = new ResourceWaitRow(BUILD, ONE, "build", UNTIL);
    assertThat(ResourceWaitRow.ROW.item(row).get("ttl").n()).isEqualTo(UNTIL.getEpochSecond() + "");
    assertThat(ResourceWaitRow.ROW.row(ResourceWaitRow.ROW.item(row))).isEqualTo(row);
  }

  @ParameterizedTest
  @CsvSource({"'', x", "code#build, x", "codebuild, ' '"})
  void what_is_no_resource_is_refused(String service, String id) {
    assertThatThrownBy(() -> new AwsResource(service, id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no resource of AWS is '" + service + "/" + id + "'");
  }
}
