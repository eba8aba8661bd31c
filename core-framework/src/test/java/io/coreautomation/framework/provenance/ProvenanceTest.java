package io.coreautomation.framework.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.provenance.Provenance.Parts;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.run.RunView.ActionView;
import io.coreautomation.framework.task.TaskVerb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  private static final RunId WHOLE = id(0);

  private static RunId id(int number) {
    return RunId.parse("0198f2c4-0000-7000-8000-%012d".formatted(number));
  }

  private static RunView run(RunId id, ActionView... actions) {
    var at = new Coordinates("acme", "web", "shop", "main", "42", null);
    return new RunView(
        new RunView.Run(id, TaskVerb.DEPLOY, at, "twin", "DEPLOY_FAILED", null, null),
        List.of(actions));
  }

  private static ActionView failed(String id, String kind, String message) {
    return new ActionView(
        id,
        id,
        kind,
        null,
        ActionStatus.FAILED,
        1,
        null,
        Map.of(),
        null,
        List.of(),
        new Source("deployspec.yaml", 3, 5),
        new RunView.Failure("STACK_FAILED", message, "", null, null),
        null);
  }

  private static ActionView part(String id) {
    return failed(id, "SYSTEM::RunTask", "its run failed");
  }

  private static Provenance why(RunView whole, Parts parts) {
    return Provenance.of(whole.run(), null, whole.actions(), KnownErrors.shipped(), parts);
  }

  private static Provenance within(Provenance why) {
    return Objects.requireNonNull(why.failures().getFirst().part());
  }

  @Test
  void what_a_part_of_a_part_has_done_is_traced_to_the_first_action_that_failed_there() {
    var inner =
        run(
            id(2),
            failed(
                "orders",
                "AWS::CreateStack",
                "Orders (AWS::S3::Bucket) CREATE_FAILED: acme-orders already exists"),
            failed("queue", "AWS::CreateStack", "denied"));
    var runs = Map.of("part/1", run(id(1), part("part/1/1")), "part/1/1", inner);

    var why =
        why(run(WHOLE, part("part/1")), (_, action) -> Optional.ofNullable(runs.get(action.id())));

    var found = within(within(why));
    assertThat(found.run().id()).isEqualTo(id(2));
    assertThat(found.failures()).hasSize(1);
    assertThat(found.failures().getFirst().action().id()).isEqualTo("orders");
    assertThat(Objects.requireNonNull(found.failures().getFirst().known()).id())
        .isEqualTo("s3-bucket-taken");
    assertThat(found.more()).isEqualTo(1);
    assertThat(why.json().at("/failures/0/part/failures/0/part/failures/0/action/id").asText())
        .isEqualTo("orders");
    assertThat(why.json().at("/failures/0/part/more").isMissingNode()).isTrue();
  }

  @Test
  void a_run_that_says_it_is_a_part_of_itself_ends_the_chain() {
    var whole = run(WHOLE, part("part/1"));
    var one = run(id(1), part("part/2"));

    var why = why(whole, (run, _) -> Optional.of(run.equals(WHOLE) ? one : whole));

    assertThat(within(why).run().id()).isEqualTo(id(1));
    assertThat(within(why).failures().getFirst().part()).isNull();
  }

  @Test
  void parts_without_end_are_followed_so_far_and_no_further() {
    var asked = new ArrayList<RunId>();

    why(
        run(WHOLE, part("part")),
        (run, _) -> {
          asked.add(run);
          return Optional.of(run(id(asked.size()), part("part")));
        });

    assertThat(asked).hasSize(10);
  }

  @Test
  void nobody_is_asked_for_runs_of_what_the_run_itself_has_done() {
    var why =
        why(
            run(WHOLE, failed("orders", "AWS::CreateStack", "denied")),
            (_, action) -> {
              throw new AssertionError(action.id());
            });

    assertThat(why.failures().getFirst().part()).isNull();
    assertThat(why.tells()).isTrue();
  }

  @Test
  void a_part_that_was_never_begun_fails_by_what_its_whole_says() {
    var why = why(run(WHOLE, part("part/1")), (_, _) -> Optional.empty());

    assertThat(why.failures().getFirst().part()).isNull();
    assertThat(why.failures().getFirst().failure().message()).isEqualTo("its run failed");
  }
}
