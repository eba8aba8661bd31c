package io.coreautomation.execute.kind.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.simulator.cloudformation.stack.Removals;
import io.coreautomation.simulator.fault.CallMatch;
import io.coreautomation.simulator.fault.ResourceMatch;
import io.coreautomation.simulator.fault.ResourceStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** The edges of AWS that kinds meet on the twin, by their numbers in docs/engine.md. */
class AwsEdgesTest {
  private static final String TOPIC =
      """
      Parameters: {Name: {Type: String, Default: a}}
      Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Name}}}
      Outputs: {Arn: {Value: !Ref T, Export: {Name: topic}}}
      """;
  private static final String LABELLED =
      """
      Parameters: {Label: {Type: String}}
      Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: labelled, DisplayName: !Ref Label}}}
      """;
  private static final String LABELLED_ONCE = "Resources: {T: {Type: AWS::SNS::Topic}}";
  private static final String USER =
      """
      Resources:
        S: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !ImportValue topic}}
      """;

  private final KindWorld world = new KindWorld();
  private final CreateStack create = new CreateStack();
  private final DeleteStack delete = new DeleteStack();

  @Test
  void edge_1_a_clean_up_is_waited_out_by_its_own_update_and_by_the_next() {
    world.drive(create, topic("a"));
    var handle = started(topic("b"));
    while (!stack().stackStatusAsString().equals("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")) {
      world.pass(Duration.ofMillis(500));
    }

    assertThat(check(topic("b"), handle)).isInstanceOf(Progress.Running.class);
    world.begin();
    var next = started(topic("c"));
    assertThat(world.calls().names()).doesNotContain("UpdateStack");
    world.pass(Duration.ofHours(1));
    assertThat(arn(check(topic("b"), handle))).endsWith(":b");
    var updating = (Progress.Running) check(topic("c"), next);
    world.pass(Duration.ofHours(1));
    assertThat(arn(check(topic("c"), updating.handle()))).endsWith(":c");
  }

  @Test
  void edge_2_protection_is_set_where_no_update_is_to_be_performed_and_unset_before_a_deletion() {
    world.drive(create, topic("a"));
    world.begin();

    var params = topic("a").put("terminationProtection", true);
    assertThat(world.drive(create, params)).isInstanceOf(Progress.Done.class);
    assertThat(stack().enableTerminationProtection()).isTrue();

    assertThat(failure(world.drive(delete, named())).text())
        .isEqualTo(
            "the stack 'shop-data' is protected against termination. Set 'unprotect: true' in its"
                + " params, or use --force for a teardown.");
    assertThat(change(world.drive(delete, named().put("unprotect", true))))
        .isEqualTo(Change.DELETE);
  }

  @Test
  void edge_3_a_stack_that_is_gone_is_found_by_its_id() {
    world.drive(create, topic("a"));
    world.begin();

    assertThat(change(world.drive(delete, named()))).isEqualTo(Change.DELETE);
  }

  /** Its successor has another id, and is nobody's of us. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void edge_3_a_stack_that_others_delete_in_mid_run_is_told(boolean recreated) {
    world.begin();
    var handle = started(topic("a"));
    world.look().deleteStack(r -> r.stackName("shop-data"));
    world.pass(Duration.ofHours(1));
    if (recreated) {
      world.look().createStack(r -> r.stackName("shop-data").templateBody(TOPIC));
      world.pass(Duration.ofHours(1));
    }

    assertThat(failure(check(topic("a"), handle)))
        .returns(ProblemCode.STACK_GONE, Problem::code)
        .returns("the stack 'shop-data' was deleted while this run worked on it", Problem::message);
  }

  @Test
  void edge_4_what_an_update_leaves_out_keeps_its_value_and_secrets_too() {
    var template =
        """
        Parameters:
          Secret: {Type: String, NoEcho: true, MinLength: 1}
          Text: {Type: String}
          Other: {Type: String}
        Resources:
          T: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Sub '${Text} ${Other}'}}
        Outputs: {All: {Value: !Sub '${Text} ${Other}'}}
        """;
    world.drive(create, stack(template, Map.of("Secret", "s", "Text", "a", "Other", "b")));
    world.begin();

    var done = world.drive(create, stack(template, Map.of("Text", "c")));

    assertThat(((Progress.Done) done).outputs()).containsEntry("All", "c b");
    assertThat(stack().parameters())
        .anyMatch(p -> p.parameterKey().equals("Secret") && p.parameterValue().equals("****"));
  }

  @Test
  void edge_5_an_export_in_use_is_named_with_its_user_by_an_update_and_by_a_deletion() {
    world.drive(create, topic("a"));
    world.look().createStack(r -> r.stackName("user").templateBody(USER));
    world.pass(Duration.ofHours(1));
    world.begin();

    assertThat(failure(world.drive(create, topic("b"))).message())
        .isEqualTo(
            "the stack 'shop-data' is UPDATE_ROLLBACK_COMPLETE: Export topic cannot be updated as"
                + " it is in use by user");
    assertThat(failure(world.drive(delete, named())).message())
        .isEqualTo(
            "could not delete stack 'shop-data': Export topic cannot be deleted as it is in use by"
                + " user");
  }

  @Test
  void edge_6_the_cause_is_the_childs_and_never_a_creation_that_was_cancelled() {
    var child = world.url("Resources: {T: {Type: AWS::SNS::Topic}, Q: {Type: AWS::SQS::Queue}}");
    var parent =
        """
        Resources:
          Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: '%s'}}
        """
            .formatted(child);
    world
        .twin()
        .faults()
        .failResource(ResourceMatch.ofLogicalId("T"), ResourceStep.CREATE, 1, "The real cause");
    world.begin();

    assertThat(failure(world.drive(create, stack(parent, Map.of()))).message())
        .isEqualTo("T (AWS::SNS::Topic) CREATE_FAILED: The real cause");
  }

  @Test
  void edge_10_a_custom_resource_that_never_answers_is_waited_for_as_long_as_aws_does() {
    var silent = "Resources: {C: {Type: 'Custom::Thing', Properties: {ServiceToken: x}}}";
    world.twin().faults().stickResource(ResourceMatch.ofType("Custom::Thing"), ResourceStep.CREATE);
    world.begin();
    var handle = started(stack(silent, Map.of()));
    world.pass(Duration.ofHours(2));
    assertThat(check(stack(silent, Map.of()), handle)).isInstanceOf(Progress.Running.class);
    world.pass(Duration.ofHours(2));

    assertThat(failure(check(stack(silent, Map.of()), handle)).message())
        .startsWith("C (Custom::Thing) CREATE_FAILED: ")
        .contains("did not receive a response from your Custom Resource");
    // Stabilisation, and a rollback that stabilises as long.
    assertThat(create.describe().patience()).isGreaterThan(Duration.ofHours(6));
    assertThat(delete.describe().patience()).isGreaterThan(Duration.ofHours(3));
  }

  @Test
  void edge_11_a_resource_that_was_removed_out_of_band_is_named_with_the_way_out() {
    world.drive(create, stack(LABELLED, Map.of("Label", "a")));
    Removals.of(world.twin()).remove(KindWorld.ACCOUNT, "eu-west-1", "shop-data", "T");
    world.begin();

    var failure = failure(world.drive(create, stack(LABELLED, Map.of("Label", "b"))));

    assertThat(failure.code()).isEqualTo(ProblemCode.RESOURCE_GONE);
    assertThat(failure.text())
        .isEqualTo(
            "templates/stack.yaml:2:13: T (AWS::SNS::Topic) was deleted outside of CloudFormation:"
                + " neither the update of the stack 'shop-data' nor its rollback found"
                + " arn:aws:sns:eu-west-1:210000000011:labelled. Continue the rollback without it"
                + " (aws cloudformation continue-update-rollback --stack-name shop-data"
                + " --resources-to-skip T), bring it back by a change set with --deployment-mode"
                + " REVERT_DRIFT, then run again.");
  }

  /** What it refers to is not there, but it is. */
  @Test
  void edge_11_a_resource_that_is_found_by_the_rollback_was_not_removed() {
    world.drive(create, stack(LABELLED, Map.of("Label", "a")));
    world
        .twin()
        .faults()
        .failResource(
            ResourceMatch.ofLogicalId("T"),
            ResourceStep.UPDATE,
            1,
            "Key k does not exist (HandlerErrorCode: NotFound)");
    world.begin();

    assertThat(failure(world.drive(create, stack(LABELLED, Map.of("Label", "b")))))
        .returns(ProblemCode.STACK_FAILED, Problem::code)
        .returns(
            "T (AWS::SNS::Topic) UPDATE_FAILED: Key k does not exist (HandlerErrorCode: NotFound)",
            Problem::message);
  }

  @Test
  void a_run_for_which_an_account_has_no_room_is_told_so_before_it_begins() {
    world.drive(create, topic("a"));
    world.look().createStack(r -> r.stackName("others").templateBody(LABELLED_ONCE));
    world.look().createStack(r -> r.stackName("gone").templateBody(LABELLED_ONCE));
    world.look().deleteStack(r -> r.stackName("gone"));
    world.pass(Duration.ofHours(1));

    assertThat(create.lacksRoom(world.context(false), stacks("shop-data", "b", "c", "d")))
        .isEmpty();
    assertThat(create.lacksRoom(world.context(false), stacks("b", "c", "d", "e")))
        .map(Problem::text)
        .contains(
            "the run would make 4 stacks in 210000000011/eu-west-1, where 2 are and no more than 5"
                + " can be. Ask AWS for more (Service Quotas, AWS CloudFormation, Stack count), or"
                + " delete stacks that nobody needs. Nothing was changed.");
  }

  private static List<ObjectNode> stacks(String... names) {
    return Stream.of(names).map(name -> Json.object().put("stackName", name)).toList();
  }

  /** A call whose answer is lost is sent again, by the SDK or by the next turn. */
  @ParameterizedTest
  @ValueSource(strings = {"CreateStack", "UpdateStack"})
  void edge_16_a_call_whose_answer_got_lost_meets_its_own_work(String call) {
    if (call.equals("UpdateStack")) {
      world.drive(create, topic("a"));
    }
    world.twin().faults().loseResponse(CallMatch.of("cloudformation", call), 1);
    world.begin();
    var first = create.start(world.context(false), world.bound(create, topic("b")));
    assertThat(failure(first))
        .returns(ProblemCode.AWS_UNAVAILABLE, Problem::code)
        .returns(true, Problem::retryable);

    var again = create.start(world.context(true), world.bound(create, topic("b")));

    assertThat(again).isInstanceOf(Progress.Running.class);
    world.pass(Duration.ofHours(1));
    assertThat(arn(check(topic("b"), ((Progress.Running) again).handle()))).endsWith(":b");
    assertThat(world.calls().names()).filteredOn(call::equals).hasSize(1);
  }

  private ObjectNode topic(String name) {
    return stack(TOPIC, Map.of("Name", name));
  }

  private ObjectNode stack(String template, Map<String, String> parameters) {
    var params = named();
    params.set("template", world.template(template));
    params.set("parameters", Json.tree(parameters));
    return params;
  }

  private static ObjectNode named() {
    return Json.object().put("stackName", "shop-data");
  }

  private ObjectNode started(JsonNode params) {
    var progress = create.start(world.context(false), world.bound(create, params));
    return ((Progress.Running) progress).handle();
  }

  private Progress check(JsonNode params, ObjectNode handle) {
    return create.check(world.context(true), world.bound(create, params), handle);
  }

  private Stack stack() {
    return world.look().describeStacks(r -> r.stackName("shop-data")).stacks().getFirst();
  }

  private static String arn(Progress progress) {
    return ((Progress.Done) progress).outputs().getOrDefault("Arn", "");
  }

  private static Change change(Progress progress) {
    return ((Progress.Done) progress).change();
  }

  private static Problem failure(Progress progress) {
    return ((Progress.Failed) progress).problem();
  }
}
