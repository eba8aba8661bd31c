package io.coreautomation.simulator.iam.user;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.world.TwinWorld;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;

/** The twin of IAM, as far as it is about users. */
public final class IamTwin {
  private final Operations operations = new Operations();

  private IamTwin(TwinWorld world) {
    var users = new Users(world);
    new UserCalls(users).register(operations);
    new BelongingCalls(users).register(operations);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(IamTwin.class, IamTwin::new);
    return new ModelledService(
            IamClient.class, "iam", "Iam", IamException::builder, twin.operations)
        .about(IamTwin::resource);
  }

  /**
   * "Actions, resources, and condition keys for AWS Identity and Access Management": a call is
   * about its user, but for those about a group's members and about a device without a user.
   */
  private static String resource(Caller caller, String action, AwsRequest request) {
    return switch (action) {
      case "iam:AddUserToGroup", "iam:RemoveUserFromGroup" ->
          arn(caller, "group/" + text(request, "GroupName"));
      case "iam:DeleteVirtualMFADevice" -> text(request, "SerialNumber");
      default -> arn(caller, "user/" + text(request, "UserName"));
    };
  }

  private static String arn(Caller caller, String resource) {
    return "arn:" + UserCalls.partition(caller) + ":iam::" + caller.accountId() + ":" + resource;
  }

  private static String text(AwsRequest request, String field) {
    return request.getValueForField(field, String.class).orElse("*");
  }
}
