package io.coreautomation.simulator.iam.user;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;

/** The twin of IAM, as far as it is about users. */
public final class IamTwin {
  /** Of a request that sets it, the boundary is what the request says; of others, what is set. */
  private static final Set<String> SETTING =
      Set.of("iam:CreateUser", "iam:PutUserPermissionsBoundary");

  /** The actions that know the boundary of a user: Service Authorization Reference. */
  private static final Set<String> KNOWING =
      Set.of(
          "iam:AttachUserPolicy",
          "iam:DeleteUserPermissionsBoundary",
          "iam:DeleteUserPolicy",
          "iam:DetachUserPolicy",
          "iam:PutUserPolicy");

  private final Operations operations = new Operations();
  private final Users users;

  private IamTwin(TwinWorld world) {
    this.users = new Users(world);
    new UserCalls(users).register(operations);
    new GrantCalls(users).register(operations);
    new SignInCalls(users).register(operations);
    new KeyCalls(users).register(operations);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(IamTwin.class, IamTwin::new);
    return new ModelledService(
            IamClient.class, "iam", "Iam", IamException::builder, twin.operations)
        .about(IamTwin::resource)
        .under(twin::context);
  }

  private Map<String, List<String>> context(Caller caller, String action, AwsRequest request) {
    var boundary =
        SETTING.contains(action)
            ? request.getValueForField("PermissionsBoundary", String.class)
            : KNOWING.contains(action)
                ? users
                    .find(caller, text(request, "UserName"))
                    .flatMap(user -> Optional.ofNullable(user.boundary()))
                : Optional.<String>empty();
    return boundary.map(arn -> Map.of("iam:PermissionsBoundary", List.of(arn))).orElse(Map.of());
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
