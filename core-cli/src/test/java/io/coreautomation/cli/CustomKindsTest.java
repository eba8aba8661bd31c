package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.platform.EmbeddedPlatforms;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a kind that core does not ship: built, listed and carried out on the twin. */
class CustomKindsTest {
  private static final Path EXAMPLE = KindProject.repository().resolve("examples/custom-kind");

  private static final Path FUNCTION = EXAMPLE.resolve("function");

  @TempDir static Path built;
  private static KindProject project;

  @TempDir Path directory;
  private Cli cli;

  @BeforeAll
  static void build() throws IOException {
    project = KindProject.build(EXAMPLE.resolve("kind"), built.resolve("kind"));
  }

  @BeforeEach
  void bringPackageAndJar() throws IOException {
    cli = new Cli(directory, new EmbeddedPlatforms());
    KindProject.copy(EXAMPLE.resolve("package"), directory.resolve("package"));
    Files.createDirectories(directory.resolve("kinds"));
    project.jar(directory.resolve("kinds/acme.jar"));
  }

  @Test
  void it_keeps_the_contract_that_the_shipped_kinds_keep()
      throws IOException, ReflectiveOperationException {
    var summary = project.test("example.acme.RequireStackTagsTest");

    assertThat(summary.getFailures()).as(KindProject.failures(summary)).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isGreaterThan(15);
  }

  @Test
  void a_package_uses_the_kind_of_a_jar() {
    var run = cli.call("run", "package", "--kinds", "kinds", "--output", "json");

    assertThat(run.exit()).as(run.err()).isZero();
    var actions = Json.parse(run.out()).get("actions");
    assertThat(actions.get(1).get("kind").textValue()).isEqualTo("ACME::RequireStackTags");
    assertThat(actions.get(1).get("outputs")).isEqualTo(Json.parse("{\"CostCenter\":\"4711\"}"));
    var without = cli.call("teardown", "package", "--yes");
    assertThat(without.exit()).isEqualTo(2);
    assertThat(without.err())
        .contains(
            "deployspec.yaml:10:3: 'tagged' was done by kind 'ACME::RequireStackTags', which is"
                + " not known here. Name the folder that brings it (--kinds DIR), or use --force to"
                + " leave it as it is.\n");
    assertThat(cli.call("teardown", "package", "--kinds", "kinds", "--yes").exit()).isZero();
  }

  @Test
  void its_failure_is_that_of_the_run_which_does_not_go_on_without_its_jar() throws IOException {
    var spec = directory.resolve("package/deployspec.yaml");
    Files.writeString(spec, Files.readString(spec).replace("[CostCenter]", "[CostCenter, Owner]"));
    var run = cli.call("run", "package", "--kinds", "kinds", "--output", "json");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(Json.parse(run.out()).at("/actions/1/failure/message").textValue())
        .isEqualTo("the stack 'tagged' lacks Owner");
    var id = Json.parse(run.out()).at("/run/id").textValue();

    var without = cli.call("retry", id);

    // Not even asked: nobody could see to it here.
    assertThat(without.err().lines().filter(line -> !line.startsWith("world")).toList())
        .containsExactly(
            "run "
                + id.substring(id.length() - 8)
                + " has actions of kind 'ACME::RequireStackTags', which is not known here."
                + " Name the folder that brings it: --kinds DIR.");
    assertThat(without.exit()).isEqualTo(2);
    var with = cli.call("retry", id, "--kinds", "kinds", "--output", "json");
    assertThat(Json.parse(with.out()).at("/actions/1/failure/message").textValue())
        .isEqualTo("the stack 'tagged' lacks Owner");
  }

  @Test
  void without_the_folder_nobody_knows_the_kind() {
    assertThat(cli.call("validate", "package").err())
        .startsWith("deployspec.yaml:11:9: ")
        .contains("'ACME::RequireStackTags'");
    assertThat(cli.call("validate", "package", "--kinds", "kinds").exit()).isZero();
    assertThat(cli.call("run", "package", "--kinds", "none").err())
        .isEqualTo(
            "there is no folder of kinds '"
                + directory.toAbsolutePath().resolve("none")
                + "'. Make it and put jars or declarations there, or name another.\n");
    assertThat(directory.resolve(".core")).doesNotExist();
  }

  @Test
  void what_it_takes_is_checked_with_its_place() throws IOException {
    var spec = directory.resolve("package/deployspec.yaml");
    Files.writeString(spec, Files.readString(spec).replace("tags: [CostCenter]", "tag: Owner"));

    assertThat(cli.call("validate", "package", "--kinds", "kinds").err())
        .contains("deployspec.yaml:17:5: ")
        .contains("Did you mean 'tags'?");
  }

  @Test
  void it_is_listed_with_its_jar_and_has_a_page() {
    assertThat(cli.call("kinds", "--kinds", "kinds").out())
        .containsPattern("ACME::RequireStackTags +acme.jar +Fails where a stack lacks one")
        .containsPattern("AWS::CreateStack +core +\\S");
    assertThat(cli.call("kinds", "require-stack-tags", "--kinds", "kinds").out())
        .isEqualTo(
            """
            ACME::RequireStackTags
            Fails where a stack lacks one of some tags.

            PARAM      TYPE    REQUIRED  WHAT IT IS
            stackName  text    yes       the stack's name
            tags       a list  no        keys of tags, one at least; their values are outputs

            from      acme.jar
            needs     cloudformation:DescribeStacks
            rollback  it changes nothing

            OUTPUT  WHAT IT IS
            *       the value of each of the tags, by its key

            Example of its params:
              stackName: shop-network
              tags: [CostCenter, Owner]
            """);
  }

  @Test
  void its_permissions_are_those_of_the_package() {
    assertThat(cli.call("permissions", "package", "--kinds", "kinds").out())
        .contains("cloudformation:DescribeStacks");
  }

  /** Its contract: that of the declaration, with the function behind it. */
  @Test
  void so_does_one_that_a_function_serves() throws IOException, ReflectiveOperationException {
    var function = KindProject.build(FUNCTION, built.resolve("function"));

    var summary = function.test("example.acme.RegisterServiceTest");

    assertThat(summary.getFailures()).as(KindProject.failures(summary)).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isGreaterThan(30);
  }

  @Test
  void a_package_uses_a_kind_that_a_function_serves() throws IOException {
    KindProject.copy(FUNCTION.resolve("package"), directory.resolve("registered"));
    KindProject.copy(FUNCTION.resolve("kinds"), directory.resolve("kinds"));

    assertThat(cli.call("kinds", "--kinds", "kinds").out())
        .containsPattern("ACME::RegisterService +register-service.yaml +Registers a service");
    assertThat(cli.call("permissions", "registered", "--kinds", "kinds").out())
        .contains("lambda:InvokeFunction")
        .contains("210000000021:function:core-kind-register-service");
    assertThat(change(cli.call("plan", "registered", "--kinds", "kinds", "--output", "json")))
        .isEqualTo("unknown"); // the function comes with the run
    var run = cli.call("run", "registered", "--kinds", "kinds", "--output", "json");
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(Json.parse(run.out()).at("/actions/1/outputs"))
        .isEqualTo(Json.parse("{\"EntryKey\":\"services/example.json\"}"));
    assertThat(change(cli.call("plan", "registered", "--kinds", "kinds", "--output", "json")))
        .isEqualTo("create");
    var spec = directory.resolve("registered/deployspec.yaml");
    Files.writeString(spec, Files.readString(spec).replace("tier: gold", "tier: golden"));
    assertThat(cli.call("validate", "registered", "--kinds", "kinds").err())
        .contains("deployspec.yaml:17:11: 'tier' is 'golden', not one of gold, silver.");
  }

  /** Here nobody answers for the function, so it answers nothing. */
  @Test
  void what_a_function_cannot_repeat_and_does_not_answer_is_for_a_person_to_settle()
      throws IOException {
    KindProject.copy(FUNCTION.resolve("package"), directory.resolve("registered"));
    var declared = Files.readString(FUNCTION.resolve("kinds/register-service.yaml"));
    Files.writeString(
        directory.resolve("kinds/register-service.yaml"),
        declared
            .substring(0, declared.indexOf("# What a digital twin"))
            .replace("repeatability: token", "repeatability: unrepeatable"));

    var run = cli.call("run", "registered", "--kinds", "kinds", "--output", "json");

    assertThat(Json.parse(run.out()).at("/actions/1/status").textValue()).isEqualTo("UNKNOWN");
    assertThat(Json.parse(run.out()).at("/actions/1/failure/message").textValue())
        .isEqualTo(
            "nobody knows whether 'shop' was carried out: the function"
                + " 'core-kind-register-service' gave no answer to 'start' that could be"
                + " understood: this is nothing, not a map");
  }

  /** It takes less than the kind that it undoes, in a rollback as in a teardown. */
  @Test
  void what_a_function_has_created_its_inverse_takes_back_in_a_rollback() throws IOException {
    KindProject.copy(FUNCTION.resolve("package"), directory.resolve("registered"));
    var declared = Files.readString(FUNCTION.resolve("kinds/register-service.yaml"));
    Files.writeString(
        directory.resolve("kinds/register-service.yaml"),
        declared.replace("previews: true", "previews: true\ninverse: ACME::ForgetService"));
    Files.writeString(
        directory.resolve("kinds/forget-service.yaml"),
        """
        name: ACME::ForgetService
        description: Takes a service out of Acme's catalogue.
        function: forget-service
        params:
          type: object
          required: [service]
          properties:
            service: {type: string, description: the service's name}
        outputs: {Forgotten: what the catalogue had}
        example: "service: shop"
        twin: {status: done, outputs: {Forgotten: services/example.json}}
        """);
    var template = directory.resolve("registered/templates/function.yaml");
    Files.writeString(
        template,
        Files.readString(template)
            + """

              Forget:
                Type: AWS::Lambda::Function
                Properties:
                  FunctionName: forget-service
                  Runtime: java25
                  Handler: example.acme.ForgetService
                  Role: !GetAtt Role.Arn
                  Code: {S3Bucket: !Ref CodeBucket, S3Key: register-service-1.0.0.jar}
            """);
    var spec = directory.resolve("registered/deployspec.yaml");
    Files.writeString(
        spec,
        "onFailure: rollback\nactions:\n"
            + Files.readString(spec).indent(2)
            + """
              - name: checked
                kind: SYSTEM::Assert
                dependsOn: [shop]
                params: {that: 1 > 2, message: Choose another.}
            """);

    var run = cli.call("run", "registered", "--kinds", "kinds", "--output", "json");

    assertThat(run.exit()).isEqualTo(1);
    var undone =
        Json.parse(run.out())
            .get("actions")
            .valueStream()
            .filter(action -> action.get("name").textValue().endsWith("~undo"))
            .map(action -> action.get("kind").textValue() + " " + action.get("status").textValue());
    assertThat(undone)
        .containsExactlyInAnyOrder("ACME::ForgetService COMPLETE", "AWS::DeleteStack COMPLETE");
    assertThat(cli.call("permissions", "registered", "--kinds", "kinds").out())
        .contains("function:forget-service");
  }

  /** What the second action would do. */
  private static String change(Cli.Outcome plan) {
    assertThat(plan.exit()).as(plan.out() + plan.err()).isZero();
    return Json.parse(plan.out()).at("/actions/1/change").textValue();
  }
}
