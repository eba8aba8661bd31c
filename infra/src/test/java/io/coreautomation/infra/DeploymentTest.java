package io.coreautomation.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.infra.app.Installation;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/** The templates as CloudFormation takes them: on the twin, by the steps of docs/infra.md. */
class DeploymentTest {
  @ParameterizedTest
  @EnumSource(Installation.class)
  void every_stack_is_created(Installation installation) {
    var twin = new TwinDeployment(installation);
    twin.deployAll();

    var statuses = new TreeMap<String, String>();
    twin.stacks().forEach(stack -> statuses.put(stack.toString(), twin.status(stack)));
    assertThat(statuses)
        .hasSizeGreaterThanOrEqualTo(9)
        .allSatisfy((stack, status) -> assertThat(status).isEqualTo("CREATE_COMPLETE"));
  }

  @ParameterizedTest
  @EnumSource(Installation.class)
  void the_same_templates_again_change_nothing(Installation installation) {
    var twin = new TwinDeployment(installation);
    twin.deployAll();

    for (var stack : twin.stacks()) {
      assertThatThrownBy(() -> twin.update(stack))
          .as(stack.toString())
          .isInstanceOf(CloudFormationException.class)
          .hasMessageContaining("No updates are to be performed.");
    }
  }

  @ParameterizedTest
  @EnumSource(Installation.class)
  void stacks_know_each_other_by_name_and_export_nothing(Installation installation) {
    var twin = new TwinDeployment(installation);
    twin.deployAll();

    assertThat(twin.stacks()).allSatisfy(stack -> assertThat(twin.exports(stack)).isEmpty());
  }

  @Test
  void storage_is_protected() {
    var twin = new TwinDeployment(Installation.SMALLEST);
    twin.deployAll();
    var storage = twin.stacks().getFirst();

    assertThat(storage.id()).isEqualTo("storage");
    assertThatThrownBy(() -> twin.delete(storage))
        .isInstanceOf(CloudFormationException.class)
        .hasMessageContaining("TerminationProtection is enabled");
  }

  @ParameterizedTest
  @CsvSource({
    "SMALLEST, storage, 'DynamoDB::Table, S3::Bucket, S3::Bucket'",
    "FULLEST, storage, 'DynamoDB::Table, KMS::Key, S3::Bucket, S3::Bucket'",
    "FULLEST, region-us-east-1, 'KMS::Key, S3::Bucket, S3::Bucket'",
    "SMALLEST, engine, ''",
    "SMALLEST, api, 'ApiGateway::Account, IAM::Role'",
    "SMALLEST, target-roles, ''",
  })
  void what_must_outlive_its_stack_does(Installation installation, String id, String kept) {
    var twin = new TwinDeployment(installation);
    twin.deployAll();
    twin.deleteAll();

    var stack = twin.stacks().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
    // A function's versions are kept from updates; they go with their function.
    assertThat(twin.kept(stack).stream().filter(type -> !type.equals("AWS::Lambda::Version")))
        .map(type -> type.replace("AWS::", ""))
        .isEqualTo(kept.isEmpty() ? List.of() : List.of(kept.split(", ")));
  }

  @ParameterizedTest
  @EnumSource(Installation.class)
  void every_stack_can_be_deleted_in_the_opposite_order(Installation installation) {
    var twin = new TwinDeployment(installation);
    twin.deployAll();
    twin.deleteAll();

    assertThat(twin.stacks())
        .allSatisfy(stack -> assertThat(twin.status(stack)).isEqualTo("DELETE_COMPLETE"));
  }
}
