package io.coreautomation.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;

class ChangeSetTest {
  private static final String TABLE =
      """
      Parameters:
        Name: {Type: String, Default: orders}
        Mode: {Type: String, Default: PAY_PER_REQUEST}
      Resources:
        Table:
          Type: AWS::DynamoDB::Table
          Properties:
            TableName: !Ref Name
            BillingMode: !Ref Mode
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
        Reader:
          Type: AWS::SSM::Parameter
          Properties: {Type: String, Value: !GetAtt Table.Arn}
      """;

  private final Twin twin = new Twin();

  private String changeSet(
      String name, ChangeSetType type, Consumer<CreateChangeSetRequest.Builder> more) {
    var request =
        CreateChangeSetRequest.builder()
            .stackName("shop")
            .changeSetName(name)
            .changeSetType(type)
            .templateBody(TABLE);
    more.accept(request);
    var id = twin.cloudFormation.createChangeSet(request.build()).id();
    twin.settle();
    return id;
  }

  private DescribeChangeSetResponse describe(String name) {
    return twin.cloudFormation.describeChangeSet(r -> r.stackName("shop").changeSetName(name));
  }

  private void execute(String name) {
    twin.cloudFormation.executeChangeSet(r -> r.stackName("shop").changeSetName(name));
  }

  @Test
  void edge_17_a_change_set_on_a_new_name_leaves_a_stack_for_review() {
    var created =
        twin.cloudFormation.createChangeSet(
            r ->
                r.stackName("shop")
                    .changeSetName("first")
                    .changeSetType(ChangeSetType.CREATE)
                    .templateBody(TABLE));
    assertThat(twin.status("shop")).isEqualTo("REVIEW_IN_PROGRESS");
    assertThat(describe("first").statusAsString()).isEqualTo("CREATE_IN_PROGRESS");
    twin.settle();
    var ready = describe("first");
    assertThat(ready.statusAsString()).isEqualTo("CREATE_COMPLETE");
    assertThat(ready.executionStatusAsString()).isEqualTo("AVAILABLE");
    assertThat(ready.changes())
        .extracting(
            c -> c.resourceChange().actionAsString() + " " + c.resourceChange().logicalResourceId())
        .containsExactly("Add Table", "Add Reader");

    changeSet("second", ChangeSetType.CREATE, r -> {});
    execute("first");
    assertThat(twin.status(created.stackId())).isEqualTo("CREATE_IN_PROGRESS");
    assertThatThrownBy(() -> describe("second")).isInstanceOf(ChangeSetNotFoundException.class);
    twin.settle();
    assertThat(twin.status("shop")).isEqualTo("CREATE_COMPLETE");
    assertThat(twin.cloudFormation.listChangeSets(r -> r.stackName("shop")).summaries()).isEmpty();
    assertThat(twin.restarted().status("shop")).isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void an_empty_change_set_fails_and_cannot_be_executed() {
    twin.create("shop", TABLE);
    twin.settle();
    changeSet("none", ChangeSetType.UPDATE, r -> {});
    var none = describe("none");
    assertThat(none.statusAsString()).isEqualTo("FAILED");
    assertThat(none.statusReason())
        .isEqualTo(
            "The submitted information didn't contain changes. Submit different information to"
                + " create a change set.");
    assertThatThrownBy(() -> execute("none")).isInstanceOf(InvalidChangeSetStatusException.class);
    assertThatThrownBy(() -> changeSet("none", ChangeSetType.UPDATE, r -> {}))
        .isInstanceOf(AlreadyExistsException.class);
    twin.cloudFormation.deleteChangeSet(r -> r.stackName("shop").changeSetName("none"));
    assertThatThrownBy(() -> describe("none")).isInstanceOf(ChangeSetNotFoundException.class);
  }

  @Test
  void a_replacement_is_told_with_its_cause() {
    twin.create("shop", TABLE);
    twin.settle();
    changeSet(
        "rename",
        ChangeSetType.UPDATE,
        r -> r.parameters(p -> p.parameterKey("Name").parameterValue("bills")));
    var changes = describe("rename").changes();
    var table = changes.get(0).resourceChange();
    assertThat(table.replacementAsString()).isEqualTo("True");
    assertThat(table.physicalResourceId()).isEqualTo("orders");
    var detail = table.details().getFirst();
    assertThat(detail.target().name()).isEqualTo("TableName");
    assertThat(detail.target().requiresRecreationAsString()).isEqualTo("Always");
    assertThat(detail.changeSourceAsString()).isEqualTo("ParameterReference");
    assertThat(detail.causingEntity()).isEqualTo("Name");
    var reader = changes.get(1).resourceChange();
    assertThat(reader.replacementAsString()).isEqualTo("False");
    assertThat(reader.details().getFirst().changeSourceAsString()).isEqualTo("ResourceAttribute");
    assertThat(reader.details().getFirst().causingEntity()).isEqualTo("Table.Arn");
    execute("rename");
    twin.settle();
    assertThat(twin.status("shop")).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void a_change_set_is_obsolete_once_the_stack_was_updated_otherwise() {
    twin.create("shop", TABLE);
    twin.settle();
    changeSet(
        "rename",
        ChangeSetType.UPDATE,
        r -> r.parameters(p -> p.parameterKey("Name").parameterValue("bills")));
    twin.update(
        "shop",
        TABLE,
        r -> r.parameters(p -> p.parameterKey("Mode").parameterValue("PROVISIONED")));
    twin.settle();
    assertThat(describe("rename").executionStatusAsString()).isEqualTo("OBSOLETE");
    assertThatThrownBy(() -> execute("rename")).isInstanceOf(InvalidChangeSetStatusException.class);
  }

  @Test
  void edge_17_the_values_of_ssm_parameters_freeze_in_a_change_set() {
    var source =
        "Parameters: {V: {Type: String}}\n"
            + "Resources: {P: {Type: 'AWS::SSM::Parameter', Properties: {Name: /v, Type: String,"
            + " Value: !Ref V}}}";
    twin.create("source", source, r -> r.parameters(p -> p.parameterKey("V").parameterValue("1")));
    twin.settle();
    var user =
        "Parameters: {V: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /v}}\n"
            + "Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: !Ref V}}}\n"
            + "Outputs: {V: {Value: !Ref V}}";
    changeSet("frozen", ChangeSetType.CREATE, r -> r.templateBody(user));
    twin.update("source", source, r -> r.parameters(p -> p.parameterKey("V").parameterValue("2")));
    twin.settle();
    execute("frozen");
    twin.settle();
    assertThat(twin.outputs("shop")).containsEntry("V", "1");
    // Edge 18: the same template, and yet an update.
    twin.update("shop", user);
    twin.settle();
    assertThat(twin.outputs("shop")).containsEntry("V", "2");
    assertThatThrownBy(() -> twin.update("shop", user))
        .hasMessageContaining("No updates are to be performed.");
  }

  @Test
  void executing_again_under_the_same_token_changes_nothing() {
    var id = changeSet("first", ChangeSetType.CREATE, r -> {});
    for (int i = 0; i < 2; i++) {
      twin.cloudFormation.executeChangeSet(r -> r.changeSetName(id).clientRequestToken("t"));
      twin.settle();
    }
    assertThat(describe("first").executionStatusAsString()).isEqualTo("EXECUTE_COMPLETE");
    assertThatThrownBy(() -> execute("first")).isInstanceOf(InvalidChangeSetStatusException.class);
  }
}
