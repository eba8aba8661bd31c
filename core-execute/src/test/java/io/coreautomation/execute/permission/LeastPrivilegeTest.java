package io.coreautomation.execute.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.TargetRoles;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeastPrivilegeTest {
  private static final TargetRoles ROLES = new TargetRoles(TargetRoles.DEFAULT_PREFIX, null);
  private static final LeastPrivilege NEEDED =
      new LeastPrivilege(Kinds.shipped(), ROLES::stackExecutionArn, ROLES::userBoundaryArn);
  private static final Target IRELAND = new Target("111122223333", "eu-west-1");
  private static final Target BEIJING = new Target("444455556666", "cn-north-1");

  private static Action action(String id, String kind, Target target, String params) {
    return Action.of(id, kind, Source.ofFile("deployspec.yaml"))
        .name(id)
        .target(target)
        .params((ObjectNode) Json.parse(params))
        .build();
  }

  private static List<AccountPolicy> of(OnFailure onFailure, Action... actions) {
    return NEEDED.of(
        ActionList.of(
            TaskVerb.DEPLOY,
            new Coordinates("acme", "shop", "web", "main", "1", null),
            onFailure,
            List.of(actions)));
  }

  @Test
  void a_kind_needs_what_it_declares_on_what_its_params_name() {
    var policies =
        of(
            OnFailure.DRAIN,
            action("a", "AWS::GetStackOutputs", IRELAND, "{\"stackName\": \"vpc\"}"),
            action("b", "AWS::DeleteStack", IRELAND, "{\"stackName\": \"web\"}"));

    assertThat(policies).hasSize(1);
    assertThat(Json.pretty(policies.getFirst().document()))
        .isEqualTo(
            """
            {
              "Version" : "2012-10-17",
              "Statement" : [ {
                "Effect" : "Allow",
                "Action" : [ "cloudformation:DeleteStack", "cloudformation:DescribeStackEvents", \
            "cloudformation:ListChangeSets", "cloudformation:ListStackResources", \
            "cloudformation:UpdateTerminationProtection" ],
                "Resource" : "arn:aws:cloudformation:eu-west-1:111122223333:stack/web/*"
              }, {
                "Effect" : "Allow",
                "Action" : "cloudformation:DescribeStacks",
                "Resource" : [ "arn:aws:cloudformation:eu-west-1:111122223333:stack/vpc/*", \
            "arn:aws:cloudformation:eu-west-1:111122223333:stack/web/*" ]
              }, {
                "Effect" : "Allow",
                "Action" : "cloudformation:ListImports",
                "Resource" : "*"
              }, {
                "Effect" : "Allow",
                "Action" : "iam:PassRole",
                "Resource" : "arn:aws:iam::111122223333:role/core-automation-stack-execution",
                "Condition" : {
                  "StringEquals" : {
                    "iam:PassedToService" : "cloudformation.amazonaws.com"
                  }
                }
              } ]
            }\
            """);
  }

  @Test
  void each_account_has_its_own_in_its_partition() {
    var policies =
        of(
            OnFailure.DRAIN,
            action("a", "AWS::GetStackOutputs", BEIJING, "{\"stackName\": \"vpc\"}"),
            action("b", "AWS::GetStackOutputs", IRELAND, "{\"stackName\": \"vpc\"}"));

    assertThat(policies)
        .extracting(policy -> policy.account() + " " + resources(policy))
        .containsExactly(
            "111122223333 [arn:aws:cloudformation:eu-west-1:111122223333:stack/vpc/*]",
            "444455556666 [arn:aws-cn:cloudformation:cn-north-1:444455556666:stack/vpc/*]");
  }

  @Test
  void further_accounts_in_which_an_action_acts_have_their_own() {
    var policies =
        of(
            OnFailure.DRAIN,
            action(
                "a",
                "AWS::DuplicateImageToAccount",
                IRELAND,
                "{\"toAccounts\": [\"444455556666\", {\"$expr\": [\"x\"]}]}"));

    assertThat(policies)
        .extracting(AccountPolicy::account)
        .containsExactly("111122223333", "444455556666");
    assertThat(actions(policies.getFirst()))
        .contains("ec2:ModifyImageAttribute", "kms:RevokeGrant")
        .doesNotContain("ec2:CopyImage", "kms:Decrypt");
    assertThat(actions(policies.getLast()))
        .contains("ec2:CopyImage", "kms:Decrypt")
        .doesNotContain("ec2:ModifyImageAttribute", "kms:RevokeGrant");
  }

  private static List<String> actions(AccountPolicy policy) {
    return policy.statements().stream().flatMap(statement -> statement.actions().stream()).toList();
  }

  @Test
  void a_name_that_only_the_run_will_know_is_any() {
    var policies =
        of(
            OnFailure.DRAIN,
            action("a", "AWS::GetStackOutputs", IRELAND, "{\"stackName\": {\"$expr\": [\"x\"]}}"));

    assertThat(resources(policies.getFirst()))
        .isEqualTo("[arn:aws:cloudformation:eu-west-1:111122223333:stack/*/*]");
  }

  @Test
  void what_acts_on_no_account_needs_nothing() {
    assertThat(
            of(
                OnFailure.DRAIN,
                Action.of("n", "SYSTEM::NoOp", Source.ofFile("deployspec.yaml")).build()))
        .isEmpty();
  }

  @Test
  void who_takes_back_what_failed_must_be_allowed_to() {
    var create = action("a", "AWS::CreateStack", IRELAND, "{\"stackName\": \"vpc\"}");

    assertThat(allowed(of(OnFailure.DRAIN, create))).doesNotContain("cloudformation:ListImports");
    assertThat(allowed(of(OnFailure.ROLLBACK, create))).contains("cloudformation:ListImports");
  }

  @Test
  void the_template_makes_a_policy_of_it() {
    var policy =
        of(
                OnFailure.DRAIN,
                action("a", "AWS::GetStackOutputs", IRELAND, "{\"stackName\": \"vpc\"}"))
            .getFirst();

    assertThat(Json.pretty(policy.template()))
        .isEqualTo(
            """
            {
              "AWSTemplateFormatVersion" : "2010-09-09",
              "Description" : "What one action list of Core Automation needs in this account",
              "Resources" : {
                "Policy" : {
                  "Type" : "AWS::IAM::ManagedPolicy",
                  "Properties" : {
                    "PolicyDocument" : {
                      "Version" : "2012-10-17",
                      "Statement" : [ {
                        "Effect" : "Allow",
                        "Action" : "cloudformation:DescribeStacks",
                        "Resource" : "arn:aws:cloudformation:eu-west-1:111122223333:stack/vpc/*"
                      } ]
                    }
                  }
                }
              },
              "Outputs" : {
                "PolicyArn" : {
                  "Value" : {
                    "Ref" : "Policy"
                  }
                }
              }
            }\
            """);
  }

  private static String resources(AccountPolicy policy) {
    return policy.statements().getFirst().resources().toString();
  }

  private static List<String> allowed(List<AccountPolicy> policies) {
    return policies.stream()
        .flatMap(policy -> policy.statements().stream())
        .flatMap(statement -> statement.actions().stream())
        .toList();
  }
}
