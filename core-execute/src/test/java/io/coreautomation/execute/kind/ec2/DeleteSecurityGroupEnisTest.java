package io.coreautomation.execute.kind.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.ProblemCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeleteSecurityGroupEnisTest {
  private final KindWorld world = new KindWorld();

  @Test
  void a_security_group_can_be_deleted_once_what_lambda_has_left_in_it_is_gone() {
    Ec2Cases.network(world);
    world.pass(Duration.ofHours(1));
    assertThat(world.deleteStack()).isEqualTo("DELETE_FAILED");

    var end = world.drive(new DeleteSecurityGroupEnis(), Ec2Cases.group(world));

    assertThat(end).isInstanceOf(Progress.Done.class);
    assertThat(world.deleteStack()).isEqualTo("DELETE_COMPLETE");
  }

  @Test
  void the_first_interface_of_an_instance_is_no_leftover() {
    world.stack(
        """
        Resources:
          Server:
            Type: AWS::EC2::Instance
            Properties:
              ImageId: ami-0123456789abcdef0
              SecurityGroupIds: [sg-0123456789abcdef0]
        Outputs:
          InstanceId: {Value: !Ref Server}
        """);

    var end =
        world.drive(
            new DeleteSecurityGroupEnis(),
            Json.object().put("securityGroupId", "sg-0123456789abcdef0"));

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed -> {
              assertThat(failed.problem().code()).isEqualTo(ProblemCode.CONFLICT);
              assertThat(failed.problem().message())
                  .matches(
                      "eni-[0-9a-f]{17} is the first network interface of the instance "
                          + world.output("InstanceId"));
            });
  }
}
