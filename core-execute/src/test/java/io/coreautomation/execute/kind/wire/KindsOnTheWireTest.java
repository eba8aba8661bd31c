package io.coreautomation.execute.kind.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.testing.MotoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kind does to AWS, AWS's own clients find there: on a server that nobody here wrote. */
class KindsOnTheWireTest {
  @RegisterExtension static final MotoServer MOTO = new MotoServer();

  /** Kinds that moto cannot follow to their end, and what it lacks. */
  private static final Map<String, String> LACKING =
      Map.of(
          "AWS::CloudFormation::ContinueRollback",
          "it has no `ContinueUpdateRollback`, and no update that fails to roll back",
          "AWS::CloudFormation::DetectDrift",
          "it has no `DetectStackDrift`",
          "AWS::CodeBuild::StartBuild",
          "it tells the times of builds as text, where the API has numbers",
          "AWS::CopyImage",
          "it leaves out the tags that a copy is made with",
          "AWS::CreateCloudFrontInvalidation",
          "its invalidations end as `COMPLETED`, AWS's as `Completed`",
          "AWS::CreateImage",
          "it takes no tags for an image's snapshots",
          "AWS::DeleteChangeSet",
          "it answers `ValidationError` where a change set is gone, AWS `ChangeSetNotFound`",
          "AWS::DeleteUser",
          "it has no `ListServiceSpecificCredentials`",
          "AWS::DuplicateImageToAccount",
          "it leaves out the tags that a copy is made with",
          "AWS::GetStackReferences",
          "it has no `ListImports`");

  /** More than any of them needs to get where it cannot go on. */
  private static final int FEW_LOOKS = 5;

  private static final Path PAGE =
      Path.of(System.getProperty("core.repository", "..")).resolve("docs/testing.md");

  @BeforeAll
  static void configure() {
    try (var wire = new Wire(MOTO.endpoint())) {
      wire.configure();
    }
  }

  private static Stream<WireCase> all() {
    return Stream.of(
            // First, as all that moto holds by then is read to find a message.
            MessagesOnTheWire.cases(),
            ChangeSetsOnTheWire.cases(),
            ImagesOnTheWire.cases(),
            NetworksOnTheWire.cases(),
            StacksOnTheWire.cases(),
            StoresOnTheWire.cases(),
            UsersOnTheWire.cases(),
            WorkOnTheWire.cases())
        .flatMap(Stream::of);
  }

  static Stream<WireCase> whole() {
    return all().filter(given -> !given.isCutShort());
  }

  static Stream<WireCase> cutShort() {
    return all().filter(WireCase::isCutShort);
  }

  @ParameterizedTest
  @MethodSource("whole")
  void it_does_there_what_it_says(WireCase given) {
    try (var wire = new Wire(MOTO.endpoint())) {
      var params = given.given().apply(wire);

      var done = wire.drive(given.handler(), params);

      assertThat(done.change()).isEqualTo(given.change());
      given.effect().look(wire, params, done.outputs());
    }
  }

  /** Once moto has learned what it lacks, this fails, and the kind can be tried as a whole. */
  @ParameterizedTest
  @MethodSource("cutShort")
  void it_gets_as_far_as_moto_can_follow(WireCase given) {
    try (var wire = new Wire(MOTO.endpoint())) {
      var params = given.given().apply(wire);

      var end = wire.drive(given.handler(), params, FEW_LOOKS);

      assertThat(end).isNotInstanceOf(Progress.Done.class);
      given.effect().look(wire, params, Map.of());
    }
  }

  /** A kind that is new must be tried, or it must be said what moto lacks. */
  @Test
  void each_kind_of_aws_is_tried_there_unless_moto_lacks_something() {
    var tried = whole().map(WireCase::kind).collect(Collectors.toCollection(TreeSet::new));

    assertThat(tried).doesNotContainAnyElementsOf(LACKING.keySet());
    assertThat(LACKING.keySet()).containsAll(cutShort().map(WireCase::kind).toList());
    tried.addAll(LACKING.keySet());
    assertThat(tried)
        .containsExactlyInAnyOrderElementsOf(
            Kinds.shipped().all().stream()
                .map(ActionHandler::describe)
                .filter(kind -> !kind.permissions().isEmpty())
                .map(kind -> kind.name())
                .toList());
  }

  @Test
  void the_page_about_testing_says_what_moto_lacks() throws IOException {
    var rows =
        new TreeMap<>(LACKING)
            .entrySet().stream()
                .map(lack -> "| `" + lack.getKey() + "` | " + lack.getValue() + " |\n")
                .collect(Collectors.joining());

    assertThat(Files.readString(PAGE)).contains("\n|---|---|\n" + rows + "\n");
  }
}
