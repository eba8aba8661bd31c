package io.coreautomation.deployspec.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.coordinates.OwnNames;
import io.coreautomation.framework.task.TaskVerb;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenNamesTest {
  private static final String EVERYWHERE =
      """
      - name: roles
        kind: AWS::CreateStack
        accounts: [shop-dev, shop-prod]
        regions: [eu-west-1, us-east-1]
        params: {stackName: shop-roles, template: roles.yaml}
      """;

  private static Given in(String deployspec, String resource) {
    return Given.deployspec(deployspec)
        .file(
            "roles.yaml",
            "Parameters: {Name: {Type: String, Default: deployer}}\nResources:\n  Thing: "
                + resource);
  }

  @Nested
  class Edge14 {
    @Test
    void edge_14_a_named_global_resource_in_several_regions_is_refused_once_with_its_place() {
      assertThat(
              in(EVERYWHERE, "{Type: AWS::IAM::Role, Properties: {RoleName: !Ref Name, Path: /}}")
                  .problems())
          .isEqualTo(
              "deployspec.yaml:1:3: 'roles' would make the AWS::IAM::Role 'deployer' (Thing in"
                  + " roles.yaml:3:56) in 210000000011/eu-west-1 and 210000000011/us-east-1, but a"
                  + " name of this type is given once in all regions of an account. Select one"
                  + " region for it, put ${AWS::Region} in the name, or leave the name to AWS.\n");
    }

    @Test
    void edge_14_a_bucket_of_one_name_in_several_accounts_is_refused_too() {
      assertThat(
              in(EVERYWHERE, "{Type: AWS::S3::Bucket, Properties: {BucketName: shop-data}}")
                  .problems())
          .contains("'roles' would make the AWS::S3::Bucket 'shop-data' (Thing in roles.yaml:3:")
          .contains(
              " in 210000000011/eu-west-1, 210000000011/us-east-1, 210000000012/eu-west-1 and 1"
                  + " more, but a name of this type is given once in all accounts.");
    }

    @Test
    void edge_14_two_actions_that_make_the_same_are_named_both() {
      var two =
          """
          - {name: one, kind: CreateStack, accounts: shop-dev, regions: eu-west-1,
             params: {stackName: one, template: roles.yaml}}
          - {name: two, kind: CreateStack, accounts: shop-dev, regions: us-east-1,
             params: {stackName: two, template: roles.yaml}}
          """;

      assertThat(in(two, "{Type: AWS::IAM::User, Properties: {UserName: bob}}").problems())
          .startsWith(
              "deployspec.yaml:1:3: 'one' and 'two' would make the AWS::IAM::User 'bob' (Thing in");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{Type: AWS::IAM::Role, Properties: {Path: /}}",
          "{Type: AWS::IAM::Role, Properties: {RoleName: !Sub 'r-${AWS::Region}'}}",
          "{Type: AWS::IAM::Role, Properties: {RoleName: !Join ['-', [r, !Ref 'AWS::Region']]}}",
          "{Type: AWS::IAM::Role, Condition: Once, Properties: {RoleName: r}}",
          "{Type: AWS::IAM::Role, Properties: {RoleName: !If [Once, r, !Ref 'AWS::NoValue']}}",
          "{Type: AWS::SNS::Topic, Properties: {TopicName: r}}",
          "{Type: AWS::S3::Bucket, Properties: {BucketName: !Sub"
              + " '${AWS::AccountId}-${AWS::Region}'}}",
          "{Type: AWS::Route53::RecordSet, Properties: {HostedZoneName: a.example., Name:"
              + " w.a.example., SetIdentifier: x}}",
          "{Type: AWS::Route53::RecordSet, Properties: {HostedZoneId: !Ref Zone, Name: w}}"
        })
    void edge_14_what_differs_or_may_differ_by_region_is_not_refused(String resource) {
      assertThat(in(EVERYWHERE, resource).compiled().list().actions()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"'{{ region.name }}-r', true", "same, false"})
    void edge_14_parameters_count_as_they_are_in_each_target(String given, boolean differs) {
      var compiled =
          in(
              EVERYWHERE.replace("roles.yaml}", "roles.yaml, parameters: {Name: '" + given + "'}}"),
              "{Type: AWS::IAM::Role, Properties: {RoleName: !Sub 'x-${Name}'}}");

      if (differs) {
        assertThat(compiled.compiled().list().actions()).hasSize(4);
      } else {
        assertThat(compiled.problems()).contains("the AWS::IAM::Role 'x-same'");
      }
    }

    @Test
    void edge_14_what_stands_can_be_taken_down_however_it_came_up() {
      assertThat(
              in(EVERYWHERE, "{Type: AWS::IAM::Role, Properties: {RoleName: r}}")
                  .verb(TaskVerb.TEARDOWN)
                  .compiled()
                  .list()
                  .actions())
          .hasSize(4);
    }
  }

  @Nested
  class Edge12 {
    private static final OwnNames OWN = OwnNames.of("", "acme", "core-automation-");

    private static String stack(String name) {
      return "- {name: own, kind: CreateStack, accounts: network, regions: eu-west-1, params:"
          + " {stackName: "
          + name
          + ", template: roles.yaml}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"core-automation-target-roles", "acme-core-automation-engine"})
    void edge_12_a_run_inside_of_the_platform_cannot_change_its_stacks(String name) {
      var deployspec = stack(name);
      var given = in(deployspec, "{Type: AWS::SNS::Topic}");

      assertThat(given.inside(OWN).problems())
          .isEqualTo(
              "deployspec.yaml:1:93: this would change the stack '"
                  + name
                  + "', which is the platform's own: a run cannot change what carries it out."
                  + " Choose another name, or deploy the platform from outside: see"
                  + " docs/infra.md.\n");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{Type: AWS::IAM::Role, Properties: {RoleName: core-automation-change}}",
          "{Type: AWS::IAM::Policy, Properties: {Roles: [core-automation-change]}}",
          "{Type: AWS::IAM::RolePolicy, Properties: {RoleName: core-automation-change}}"
        })
    void edge_12_nor_its_roles(String resource) {
      assertThat(in(stack("shop"), resource).inside(OWN).problems())
          .startsWith("deployspec.yaml:1:3: 'own' would change 'core-automation-change' (Thing in")
          .contains("which is the platform's own");
    }

    @Test
    void edge_12_nor_its_bus_by_name_or_arn() {
      assertThat(
              in(
                      stack("shop"),
                      "{Type: AWS::Events::Rule, Properties: {EventBusName: !Sub"
                          + " 'arn:aws:events:eu-west-1:${AWS::AccountId}:event-bus/acme-core-automation-operations'}}")
                  .inside(OWN)
                  .problems())
          .contains("event-bus/acme-core-automation-operations' (Thing in roles.yaml:3:");
    }

    @Test
    void edge_12_from_outside_all_of_it_can_be_changed() {
      var given =
          in(
              stack("core-automation-target-roles"),
              "{Type: AWS::IAM::Role, Properties: {RoleName: core-automation-change}}");

      assertThat(given.inside(OwnNames.NONE).compiled().list().actions()).hasSize(1);
    }

    @Test
    void edge_12_what_only_looks_at_its_stacks_is_not_refused() {
      assertThat(
              Given.deployspec(
                      "- {name: see, kind: GetStackOutputs, accounts: network, regions: eu-west-1,"
                          + " params: {stackName: core-automation-target-roles}}")
                  .inside(OWN)
                  .compiled()
                  .list()
                  .actions())
          .hasSize(1);
    }
  }
}
