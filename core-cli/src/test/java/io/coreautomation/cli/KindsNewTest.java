package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.platform.EmbeddedPlatforms;
import io.coreautomation.framework.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code core kinds new} writes builds, keeps the contract and can be used, as it is. */
class KindsNewTest {
  private static final String SPEC =
      """
      - name: bucket
        kind: AWS::CreateStack
        accounts: [sandbox]
        regions: [eu-west-1]
        params: {stackName: notes, template: bucket.yaml}

      - name: note
        kind: ACME::DoThis
        accounts: [sandbox]
        regions: [eu-west-1]
        dependsOn: [bucket]
        params: {bucketName: notes, key: today, text: hello}
      """;

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory, new EmbeddedPlatforms());
  }

  @Test
  void a_kind_in_java_builds_keeps_the_contract_and_is_used()
      throws IOException, ReflectiveOperationException {
    assertThat(cli.call("kinds", "new", "ACME::DoThis").out())
        .isEqualTo(
            """
            wrote  acme-do-this/README.md
            wrote  acme-do-this/pom.xml
            wrote  acme-do-this/src/main/java/acmekinds/DoThisKind.java
            wrote  acme-do-this/src/main/resources/META-INF/services/%s
            wrote  acme-do-this/src/test/java/acmekinds/DoThisKindTest.java
            next   mvn -f acme-do-this package
            """
                .formatted("io.coreautomation.execute.kind.ActionHandler"));
    var project = project("acme-do-this");

    var summary = project.test("acmekinds.DoThisKindTest");

    assertThat(summary.getFailures()).as(KindProject.failures(summary)).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isGreaterThan(30);
    project.jar(Files.createDirectories(directory.resolve("kinds")).resolve("acme.jar"));
    var example = KindProject.repository().resolve("examples/custom-kind/package");
    for (var file : new String[] {"core.yaml", "registry.yaml"}) {
      Files.createDirectories(directory.resolve("package"));
      Files.copy(example.resolve(file), directory.resolve("package").resolve(file));
    }
    Files.writeString(
        directory.resolve("package/bucket.yaml"),
        "Resources: {Notes: {Type: AWS::S3::Bucket, Properties: {BucketName: notes}}}");
    Files.writeString(directory.resolve("package/deployspec.yaml"), SPEC);
    var run = cli.call("run", "package", "--kinds", "kinds", "--output", "json");
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(Json.parse(run.out()).at("/actions/1/outputs/Key").textValue()).isEqualTo("today");
  }

  @Test
  void one_that_a_function_serves_builds_keeps_the_contract_and_is_known()
      throws IOException, ReflectiveOperationException {
    assertThat(cli.call("kinds", "new", "ACME::DoThis", "--lambda").out())
        .isEqualTo(
            """
            wrote  acme-do-this/README.md
            wrote  acme-do-this/pom.xml
            wrote  acme-do-this/function.yaml
            wrote  acme-do-this/kinds/acme-do-this.yaml
            wrote  acme-do-this/src/main/java/acmekinds/DoThisFunction.java
            wrote  acme-do-this/src/test/java/acmekinds/DoThisFunctionTest.java
            next   mvn -f acme-do-this package
            """);

    var summary = project("acme-do-this").test("acmekinds.DoThisFunctionTest");

    assertThat(summary.getFailures()).as(KindProject.failures(summary)).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isGreaterThan(30);
    assertThat(cli.call("kinds", "do-this", "--kinds", "acme-do-this/kinds").out())
        .startsWith("ACME::DoThis\nKeeps a note in a bucket.\n")
        .contains("from      acme-do-this.yaml", "needs     lambda:InvokeFunction");
  }

  /** All versions but that of core come with it, so that no other can be wrong. */
  @Test
  void its_build_is_that_of_this_release() throws IOException {
    cli.call("kinds", "new", "ACME::DoThis");

    assertThat(directory.resolve("acme-do-this/pom.xml"))
        .content()
        .contains("<core.version>" + cli.call("version").out().split(" ")[1] + "</core.version>")
        .doesNotContain("@");
    assertThat(KindProject.repository().resolve("examples/custom-kind/kind/pom.xml"))
        .content()
        .isEqualTo(
            Files.readString(directory.resolve("acme-do-this/pom.xml"))
                .replace("<groupId>acmekinds<", "<groupId>example.acme<")
                .replace("<artifactId>acme-do-this<", "<artifactId>acme<"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          acme | 'acme' is no name of a kind. Write it as ACME::DoThis.
          ACME::do-this | 'ACME::do-this' is no name of a kind. Write it as ACME::DoThis.
          ../ACME::DoThis | '../ACME::DoThis' is no name of a kind. Write it as ACME::DoThis.
          ACME::NoOp | 'ACME::NoOp' is spelled like 'SYSTEM::NoOp', which is from core. Choose another name: each spelling means one kind.
          ACME::DoThisAndThatAndThenAllTheRestOfItWithoutAnyPause | 'ACME::DoThisAndThatAndThenAllTheRestOfItWithoutAnyPause' is too long: it would have a folder of 67 letters. Shorten it to 50.
          """)
  void a_name_that_could_not_be_used_is_refused(String name, String message) throws IOException {
    var call = cli.call("kinds", "new", name);

    assertThat(call.err()).isEqualTo(message + "\n");
    assertThat(call.exit()).isEqualTo(2);
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void a_folder_that_is_there_is_left_as_it_is() throws IOException {
    Files.createDirectories(directory.resolve("acme-do-this"));
    Files.writeString(directory.resolve("acme-do-this/pom.xml"), "mine");

    var call = cli.call("kinds", "new", "ACME::DoThis");

    assertThat(call.err())
        .isEqualTo(
            "'acme-do-this' is there already. Nothing was written. Remove it, or go to another"
                + " folder.\n");
    assertThat(call.exit()).isEqualTo(3);
    assertThat(directory.resolve("acme-do-this/pom.xml")).hasContent("mine");
  }

  private KindProject project(String name) throws IOException {
    return KindProject.build(directory.resolve(name), directory.resolve("built"));
  }
}
