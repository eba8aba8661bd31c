package io.coreautomation.execute.kind.wire;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.testing.MotoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kind does to AWS, AWS's own clients find there: on a server that nobody here wrote. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class KindsOnTheWireTest {
  @RegisterExtension static final MotoServer MOTO = new MotoServer();

  /** Kinds that moto cannot follow to their end, and what it lacks. */
  private static final Map<String, String> LACKING =
      Map.ofEntries(
          entry(
              "AWS::CloudFormation::ContinueRollback",
              "it has no `ContinueUpdateRollback`, and no update that fails to roll back"),
          entry(
              "AWS::CloudFormation::DeleteStackSet",
              "it answers `ValidationError` where an operation is not there, AWS"
                  + " `OperationNotFoundException`"),
          entry("AWS::CloudFormation::DetectDrift", "it has no `DetectStackDrift`"),
          entry(
              "AWS::CloudFormation::PutStackSet",
              "it answers `ValidationError` where an operation is not there, AWS"
                  + " `OperationNotFoundException`"),
          entry(
              "AWS::CodeBuild::StartBuild",
              "it tells the times of builds as text, where the API has numbers"),
          entry("AWS::CopyImage", "it leaves out the tags that a copy is made with"),
          entry(
              "AWS::CreateCloudFrontInvalidation",
              "its invalidations end as `COMPLETED`, AWS's as `Completed`"),
          entry("AWS::CreateImage", "it takes no tags for an image's snapshots"),
          entry(
              "AWS::DeleteChangeSet",
              "it answers `ValidationError` where a change set is gone, AWS `ChangeSetNotFound`"),
          entry("AWS::DeleteUser", "it has no `ListServiceSpecificCredentials`"),
          entry("AWS::DuplicateImageToAccount", "it leaves out the tags that a copy is made with"),
          entry("AWS::GetStackReferences", "it has no `ListImports`"));

  /**
   * Kinds that find their work by what moto leaves out: the token in a stack's events, and the
   * boundary of a user.
   */
  private static final Set<String> NOT_FOUND_AGAIN =
      Set.of("AWS::CreateStack", "AWS::ApplyChangeSet", "AWS::CreateUser", "AWS::PutUser");

  private static final Path PAGE =
      Path.of(System.getProperty("core.repository", "..")).resolve("docs/testing.md");

  private static Wire wire;

  @BeforeAll
  static void open() {
    wire = new Wire(MOTO.endpoint());
    wire.configure();
  }

  @AfterAll
  static void close() {
    wire.close();
  }

  private static Stream<WireCase> all() {
    return Stream.of(
            // First, as all that moto holds by then is read to find the e-mail.
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
  void it_does_there_what_it_says_however_often_it_is_started(WireCase given) {
    var params = given.given().apply(wire);

    var done = wire.drive(given.handler(), params);

    assertThat(done.change()).isEqualTo(given.change());
    given.effect().look(wire, params, done.outputs());
    if (given.canBeRepeated() && !NOT_FOUND_AGAIN.contains(given.kind())) {
      wire.driveAgain(given.handler(), params);
      given.effect().look(wire, params, done.outputs());
    }
  }

  /** Once moto has learned what it lacks, this fails, and the kind can be tried as a whole. */
  @ParameterizedTest
  @MethodSource("cutShort")
  void it_gets_as_far_as_moto_can_follow(WireCase given) {
    var params = given.given().apply(wire);

    var end = wire.driveAWhile(given.handler(), params);

    assertThat(end).isNotInstanceOf(Progress.Done.class);
    assertThat(end.toString()).contains(given.obstacle());
    given.effect().look(wire, params, Map.of());
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
                .filter(kind -> !kind.allPermissions().isEmpty())
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
