package io.coreautomation.execute.kind.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindContract;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.simulator.lambda.FunctionDoubles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that are kinds: the contract, and what is made of answers that are none. */
class FunctionKindTest implements KindContract {
  private static final String FUNCTION =
      """
      Resources:
        F:
          Type: AWS::Lambda::Function
          Properties:
            FunctionName: %s
            Role: arn:aws:iam::210000000011:role/register
            Code: {ZipFile: "exports.handler = async () => {}"}
      """;
  private static final String REGISTER =
      """
      name: ACME::Register
      description: Registers a service.
      function: core-kind-register
      previews: true
      inverse: ACME::Register
      params:
        type: object
        required: [service]
        properties:
          service: {type: string, description: its name}
          tier: {enum: [gold, silver], description: how soon somebody comes}
          slowly: {type: boolean, description: whether it takes a while}
      outputs: {EntryId: what the register knows it by}
      example: "service: shop"
      """;
  private static final String TELL =
      """
      name: ACME::Tell
      description: Tells somebody something, once for each call.
      function: arn:aws:lambda:eu-west-1:210000000011:function:tell
      repeatability: unrepeatable
      """;
  private static final String READ =
      """
      name: ACME::Read
      description: Reads something.
      function: read:live
      repeatability: harmless
      outputs: {Word: what it has read}
      """;

  @TempDir static Path folder;
  private OwnKinds kinds = OwnKinds.none();

  @BeforeAll
  void readTheFolder() throws IOException {
    Files.writeString(folder.resolve("register.yaml"), REGISTER);
    Files.writeString(folder.resolve("tell.yml"), TELL);
    Files.writeString(folder.resolve("read.yaml"), READ);
    kinds = OwnKinds.in(folder);
  }

  @Override
  public Stream<KindCase> cases() {
    return Stream.of(
        register("a service that is new", "{\"service\": \"shop\"}", world -> {}),
        register("that takes a while", "{\"service\": \"shop\", \"slowly\": true}", world -> {}),
        register("changed", "{\"service\": \"shop\", \"tier\": \"gold\"}", FunctionKindTest::known),
        new KindCase("somebody", kind("ACME::Tell"), FunctionKindTest::told, w -> Json.object()),
        new KindCase("something", kind("ACME::Read"), FunctionKindTest::read, w -> Json.object()));
  }

  private KindCase register(String name, String params, Consumer<KindWorld> before) {
    return new KindCase(
        name,
        kind("ACME::Register"),
        world -> {
          world.stack(FUNCTION.formatted("core-kind-register"));
          Register.in(world.twin());
          before.accept(world);
        },
        world -> KindCase.json(params));
  }

  private ActionHandler<?> kind(String name) {
    return kinds.kinds().handler(name);
  }

  private static void known(KindWorld world) {
    Register.know(world.twin(), "shop", "silver");
  }

  private static void told(KindWorld world) {
    world.stack(FUNCTION.formatted("tell"));
    var calls = new AtomicInteger();
    answering(
        world,
        "tell",
        event -> {
          Register.know(world.twin(), "told " + calls.incrementAndGet(), "");
          return Json.object().put("status", "done");
        });
  }

  private static void read(KindWorld world) {
    world.stack(FUNCTION.formatted("read"));
    answering(
        world,
        "read",
        event -> Json.parse("{\"status\": \"done\", \"outputs\": {\"Word\": \"hello\"}}"));
  }

  private static void answering(KindWorld world, String name, UnaryOperator<JsonNode> code) {
    FunctionDoubles.of(world.twin()).put(name, code);
  }

  @Test
  void it_may_call_its_function_and_no_other() {
    assertThat(kind("ACME::Register").describe().resources())
        .containsEntry(
            "lambda:InvokeFunction",
            "arn:{partition}:lambda:{region}:{account}:function:core-kind-register");
    assertThat(kind("ACME::Tell").describe().resources())
        .containsEntry(
            "lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:210000000011:function:tell");
  }

  @Test
  void its_function_is_told_what_it_is_to_do_where_and_for_whom() {
    var world = new KindWorld();
    world.stack(FUNCTION.formatted("core-kind-register"));
    var events = new ArrayList<JsonNode>();
    answering(
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
    world.stack(FUNCTION.formatted("core-kind-register"));
    answering(world, "core-kind-register", event -> Json.parse(answer));

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
    world.stack(FUNCTION.formatted(function));
    answering(
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
    world.stack(FUNCTION.formatted("core-kind-register"));
    var tokens = new ArrayList<String>();
    answering(
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

  @Test
  void what_it_did_its_inverse_takes_back() {
    var before = KindCase.json("{\"service\": \"shop\", \"tier\": \"silver\"}");

    assertThat(compensation(kind("ACME::Register"), Change.CREATE, null))
        .isEqualTo(new Compensation.By("ACME::Register", KindCase.json("{\"service\": \"shop\"}")));
    assertThat(compensation(kind("ACME::Register"), Change.UPDATE, before))
        .isEqualTo(new Compensation.By("ACME::Register", before));
    assertThat(compensation(kind("ACME::Register"), Change.NO_CHANGE, before))
        .isEqualTo(new Compensation.Nothing());
    assertThat(compensation(kind("ACME::Register"), Change.UPDATE, null))
        .isEqualTo(new Compensation.Irreversible("has called a function, whatever that did"));
  }

  private static <P extends Record> Compensation compensation(
      ActionHandler<P> kind, Change change, @Nullable ObjectNode before) {
    var params = new KindWorld().bound(kind, KindCase.json("{\"service\": \"shop\"}"));
    return kind.compensation(params, change, before);
  }

  private Progress drive(KindWorld world, String kind, String params) {
    return world.drive(kind(kind), KindCase.json(params));
  }
}
