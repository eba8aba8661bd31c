package io.coreautomation.execute.kind.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What functions that are kinds are asked, and what is made of their answers. */
class FunctionCallTest {
  @TempDir static Path folder;
  private static OwnKinds kinds = OwnKinds.none();

  @BeforeAll
  static void readTheFolder() throws IOException {
    kinds = DeclaredFunctions.in(folder);
  }

  @Test
  void its_function_is_told_what_it_is_to_do_where_and_for_whom() {
    var world = new KindWorld();
    DeclaredFunctions.make(world, "core-kind-register");
    var events = new ArrayList<JsonNode>();
    DeclaredFunctions.answering(
        world,
        "core-kind-register",
        event -> {
          events.add(event);
          return events.size() == 1
              ? Json.parse("{\"status\": \"running\", \"state\": {\"at\": 1}, \"after\": \"90s\"}")
              : Json.parse(
                  "{\"status\": \"failed\", \"message\": \"no room\", \"mend\": \"Wait.\"}");
        });

    var end = drive(world, "ACME::Register", "{\"Service\": \"shop\", \"slowly\": \"true\"}");

    assertThat(end)
        .isEqualTo(new Progress.Failed(Problem.of(ProblemCode.WORK_FAILED, "no room", "Wait.")));
    assertThat(events.getFirst())
        .isEqualTo(
            Json.parse(
                """
                {"protocol": 1, "kind": "ACME::Register", "operation": "start",
                 "token": "ca-0198f2c4-0000-7000-8000-000000000001-%s",
                 "mayHaveStarted": false, "calledOff": false,
                 "run": "0198f2c4-0000-7000-8000-000000000001",
                 "action": "data/210000000011/eu-west-1", "owner": "prn:web:shop:main",
                 "account": "210000000011", "region": "eu-west-1",
                 "params": {"service": "shop", "slowly": true}, "state": {}}
                """
                    .formatted(lastPart(events.getFirst().path("token").textValue()))));
    assertThat(events.get(1).path("operation").textValue()).isEqualTo("check");
    assertThat(events.get(1).path("state")).isEqualTo(Json.parse("{\"at\": 1}"));
    assertThat(events.get(1).path("token")).isEqualTo(events.getFirst().path("token"));
  }

  private static String lastPart(String token) {
    return token.substring(token.lastIndexOf('-') + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          null | this is nothing, not a map
          {"stauts": "done"} | status: the field 'status' is missing; stauts: there is no field 'stauts' here
          {"status": "finished"} | status: 'status' is 'finished', not one of done, running, failed, notBegun
          {"status": "failed"} | status: it has failed, without a message
          {"status": "running", "state": "far"} | state: the state is no object
          {"status": "done", "change": "unknown"} | change: 'unknown' is no change
          {"status": "notBegun"} | 'notBegun' is only of what is called off
          {"status": "done"} | its outputs are [], declared are [EntryId]
          """)
  void an_answer_that_is_none_is_a_failure_that_says_why(String answer, String why) {
    var world = new KindWorld();
    DeclaredFunctions.make(world, "core-kind-register");
    DeclaredFunctions.answering(world, "core-kind-register", event -> Json.parse(answer));

    assertThat(drive(world, "ACME::Register", "{\"service\": \"shop\"}"))
        .isEqualTo(
            new Progress.Failed(
                Problem.of(
                    ProblemCode.WORK_FAILED,
                    "the function 'core-kind-register' gave no answer to 'start' that could be"
                        + " understood: "
                        + why,
                    "docs/custom-kinds.md says what it may answer.")));
  }

  /** What is done under a token can be asked for again; what is not, a person has to look for. */
  @ParameterizedTest
  @CsvSource({
    "ACME::Register, core-kind-register, {\"service\": \"shop\"}, WORK_FAILED",
    "ACME::Tell, tell, {}, OUTCOME_UNKNOWN"
  })
  void an_error_of_the_function_is_a_failure_or_leaves_in_doubt(
      String kind, String function, String params, ProblemCode code) {
    var world = new KindWorld();
    DeclaredFunctions.make(world, function);
    DeclaredFunctions.answering(
        world,
        function,
        event -> {
          throw new IllegalStateException("no database");
        });

    assertThat(drive(world, kind, params))
        .isEqualTo(
            new Progress.Failed(
                Problem.of(
                    code,
                    "the function '"
                        + kind(kind)
                            .describe()
                            .resources()
                            .values()
                            .iterator()
                            .next()
                            .replaceFirst("arn:\\{.*:", "")
                        + "' failed: java.lang.IllegalStateException: no database",
                    "Its log group tells why.")));
  }

  @Test
  void a_function_that_had_no_time_left_is_asked_again_under_the_same_token() {
    var world = new KindWorld();
    DeclaredFunctions.make(world, "core-kind-register");
    var tokens = new ArrayList<String>();
    DeclaredFunctions.answering(
        world,
        "core-kind-register",
        event -> {
          tokens.add(event.path("token").textValue());
          if (tokens.size() == 1) {
            throw new IllegalStateException("2026-01-01 abc Task timed out after 3.00 seconds");
          }
          return Json.parse("{\"status\": \"done\", \"outputs\": {\"EntryId\": \"1\"}}");
        });

    assertThat(drive(world, "ACME::Register", "{\"service\": \"shop\"}"))
        .isInstanceOf(Progress.Done.class);
    assertThat(tokens).hasSize(2);
    assertThat(Set.copyOf(tokens)).hasSize(1);
  }

  @Test
  void a_function_that_is_not_there_is_named() {
    assertThat(drive(new KindWorld(), "ACME::Read", "{}"))
        .isEqualTo(
            new Progress.Failed(
                Problem.of(
                    ProblemCode.AWS_REFUSED,
                    "could not call the function 'read:live': Function not found:"
                        + " arn:aws:lambda:eu-west-1:210000000011:function:read:live",
                    "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"status": "running", "after": "90s"} | 90
          {"status": "running"} |
          """)
  void what_is_running_is_looked_at_when_it_has_asked_for_that(
      String answer, @Nullable Integer seconds) {
    var world = new KindWorld();
    DeclaredFunctions.make(world, "core-kind-register");
    DeclaredFunctions.answering(world, "core-kind-register", event -> Json.parse(answer));

    var progress = start(world, kind("ACME::Register"));

    var wanted = seconds == null ? null : world.now().plusSeconds(seconds);
    assertThat(((Progress.Running) progress).at()).isEqualTo(wanted);
  }

  private static <P extends Record> Progress start(KindWorld world, ActionHandler<P> kind) {
    return kind.start(
        world.context(false), world.bound(kind, KindCase.json("{\"service\": \"shop\"}")));
  }

  private static Progress drive(KindWorld world, String kind, String params) {
    return world.drive(kind(kind), KindCase.json(params));
  }

  private static ActionHandler<?> kind(String name) {
    return kinds.kinds().handler(name);
  }
}
