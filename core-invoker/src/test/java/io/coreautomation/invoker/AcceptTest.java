package io.coreautomation.invoker;

import static io.coreautomation.invoker.Platform.AT;
import static io.coreautomation.invoker.Platform.RUN;
import static io.coreautomation.invoker.Platform.ZIP;
import static io.coreautomation.invoker.Platform.ZIP_KEY;
import static io.coreautomation.invoker.Platform.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.grant.Grant;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.TaskVerb;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AcceptTest {
  private final Platform platform = new Platform();

  @Test
  void a_task_is_recorded_as_a_run_before_anything_slow_begins() {
    var accepted = platform.invoker.accept(task("deploy"), "ann");

    assertThat(accepted.runId()).isEqualTo(RUN);
    assertThat(accepted.status()).hasToString("COMPILE_REQUESTED");
    var row = platform.row();
    assertThat(row.task()).isEqualTo(TaskVerb.DEPLOY);
    assertThat(row.coordinates()).isEqualTo(AT);
    assertThat(row.principal()).isEqualTo("ann");
    assertThat(row.world()).isEqualTo("aws");
    assertThat(platform.eventTypes()).containsExactly("RUN_REQUESTED");
    assertThat(platform.mailbox.called(Layer.DEPLOYSPEC)).isEmpty();
  }

  @Test
  void a_task_without_an_id_is_given_one() {
    var task = task("deploy");
    task.remove("correlationId");

    assertThat(platform.invoker.accept(task, "ann").runId()).isEqualTo(RUN);
  }

  @Test
  void the_same_request_under_the_same_id_is_the_same_run() {
    var first = platform.invoker.accept(task("deploy"), "ann");

    assertThat(platform.invoker.accept(task("deploy"), "ann")).isEqualTo(first);
    assertThat(platform.row().version()).isEqualTo(1);
  }

  @Test
  void the_same_request_is_the_same_run_also_when_a_newer_package_was_uploaded_since() {
    var first = platform.invoker.accept(task("deploy"), "ann");
    platform.upload("a newer package".getBytes(StandardCharsets.UTF_8));

    assertThat(platform.invoker.accept(task("deploy"), "ann")).isEqualTo(first);
    platform.invoker.carryOut(RUN);
    assertThat(platform.compiledTask().packageRef())
        .isEqualTo(new PackageRef(ZIP_KEY, Digest.of(ZIP)));
  }

  @Test
  void another_request_under_the_same_id_is_a_conflict() {
    platform.invoker.accept(task("deploy"), "ann");
    var other = task("deploy");
    other.putObject("options").put("force", true);

    assertRefused(
        other,
        "ann",
        ProblemCode.CONFLICT,
        "the correlation id "
            + RUN
            + " stands for another request. Use a new correlation id for a new request.");
  }

  @Test
  void a_claim_of_identity_is_dropped_with_a_warning() {
    var task = task("deploy");
    task.put("identity", "root");

    var accepted = platform.invoker.accept(task, "ann");

    assertThat(accepted.warnings())
        .singleElement()
        .satisfies(
            warning ->
                assertThat(warning.path("message").asText())
                    .isEqualTo("the field 'identity' is ignored"));
    assertThat(platform.row().principal()).isEqualTo("ann");
  }

  private record Refusal(
      String name, String verb, Consumer<ObjectNode> change, ProblemCode code, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Refusal> refusals() {
    return Stream.of(
        new Refusal(
            "a release",
            "release",
            _ -> {},
            ProblemCode.REQUEST_INVALID,
            "the task 'release' comes with a later release. Use deploy."),
        new Refusal(
            "a package",
            "package",
            _ -> {},
            ProblemCode.REQUEST_INVALID,
            "the task 'package' is done where the files are, not here. Run core package in the"
                + " package's folder."),
        new Refusal(
            "components",
            "deploy",
            task -> task.put("type", "pipeline"),
            ProblemCode.REQUEST_INVALID,
            "tasks of type 'pipeline' come with a later release. Write the package as a"
                + " deployspec."),
        new Refusal(
            "a foreign portfolio",
            "deploy",
            task -> ((ObjectNode) task.path("deployment")).put("portfolio", "bank"),
            ProblemCode.NOT_ALLOWED,
            "'ann' may not deploy prn:bank:shop:main:42. Ask who keeps the registry for a grant of"
                + " 'deploy' on it."),
        new Refusal(
            "a build without a package",
            "deploy",
            task -> ((ObjectNode) task.path("deployment")).put("build", "43"),
            ProblemCode.PACKAGE_MISSING,
            "there is no package at 'packages/web/shop/main/43/package.zip'. Upload it first: core"
                + " upload."),
        new Refusal(
            "a package that is not there",
            "deploy",
            task -> task.putObject("package").put("key", "packages/web/shop/main/42/x.zip"),
            ProblemCode.PACKAGE_MISSING,
            "there is no package at 'packages/web/shop/main/42/x.zip'. Upload it first: core"
                + " upload."),
        new Refusal(
            "a package of somebody else",
            "deploy",
            task -> task.putObject("package").put("key", "packages/bank/vault/main/1/x.zip"),
            ProblemCode.PACKAGE_INVALID,
            "the package 'packages/bank/vault/main/1/x.zip' is not of this portfolio. Use a key"
                + " that begins with 'packages/web/'."),
        new Refusal(
            "a teardown of nothing",
            "teardown",
            _ -> {},
            ProblemCode.NOT_FOUND,
            "nothing was deployed at prn:web:shop:main:42. Name the coordinates of a deployment"
                + " that is COMPLETE."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void what_cannot_be_done_is_refused_before_anything_is_written(Refusal refusal) {
    var task = task(refusal.verb());
    refusal.change().accept(task);

    assertRefused(task, "ann", refusal.code(), refusal.text());
    assertThat(platform.runs.get(RUN)).isEmpty();
    assertThat(platform.objects.list("artefacts/", null).keys()).isEmpty();
  }

  @Test
  void a_grant_is_for_its_verbs_only() {
    platform.grants.put(new Grant("ben", List.of("compile", "read"), Prn.parse("prn:web:shop")));

    assertRefused(
        task("deploy"),
        "ben",
        ProblemCode.NOT_ALLOWED,
        "'ben' may not deploy prn:web:shop:main:42. Ask who keeps the registry for a grant of"
            + " 'deploy' on it.");
    assertThat(platform.invoker.accept(task("compile"), "ben").runId()).isEqualTo(RUN);
  }

  @Test
  void a_task_that_cannot_be_read_is_told_all_that_is_wrong_with_it() {
    assertThatThrownBy(
            () ->
                platform.invoker.accept(Json.parse("{\"task\":\"deploy\",\"optoins\":{}}"), "ann"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.code())
                    .contains(ProblemCode.FIELD_UNKNOWN, ProblemCode.FIELD_MISSING));
  }

  private void assertRefused(JsonNode task, String principal, ProblemCode code, String text) {
    assertThatThrownBy(() -> platform.invoker.accept(task, principal))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.first().code()).isEqualTo(code))
        .hasMessage(text);
  }
}
