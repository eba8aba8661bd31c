package io.coreautomation.simulator.cloudformation;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.iam.Need;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.cloudformation.model.DetectStackDriftRequest;

/**
 * What calls of CloudFormation need: "Actions, resources, and condition keys for AWS
 * CloudFormation" in the Service Authorization Reference. Its actions bear the names of its
 * operations, and their resource is the stack or the stack set.
 *
 * <p>Not held to: {@code s3:GetObject} on a template that is given by URL, as the twin's objects
 * are in nobody's bucket.
 */
final class CloudFormationNeeds {
  /** By the fields of requests. */
  private static final Map<String, String> KEYS =
      Map.of(
          "RoleARN", "cloudformation:RoleArn",
          "TemplateURL", "cloudformation:TemplateUrl",
          "ChangeSetName", "cloudformation:ChangeSetName",
          "StackPolicyURL", "cloudformation:StackPolicyUrl");

  /** Asked by CloudFormation in its caller's name while it looks for drift. */
  private static final String TYPE_CONFIGURATIONS =
      "cloudformation:BatchDescribeTypeConfigurations";

  private CloudFormationNeeds() {}

  /**
   * The permissions of a call. Who names a role for CloudFormation to take on must be allowed to
   * pass it; who looks for drift in a stack looks at its resources. To read those by their own
   * services is not held to.
   */
  static Set<String> permissions(String own, AwsRequest request) {
    if (request instanceof DetectStackDriftRequest) {
      return Set.of(own, "cloudformation:DetectStackResourceDrift", TYPE_CONFIGURATIONS);
    }
    return request.getValueForField("RoleARN", String.class).isPresent()
        ? Set.of(own, "iam:PassRole")
        : Set.of(own);
  }

  static Need of(Caller caller, String action, AwsRequest request) {
    if (action.equals("iam:PassRole")) {
      return new Need(
          action,
          text(request, "RoleARN").orElse("*"),
          Map.of("iam:PassedToService", List.of("cloudformation.amazonaws.com")));
    }
    if (action.equals(TYPE_CONFIGURATIONS)) {
      return new Need(action, "*");
    }
    var context = new HashMap<String, List<String>>();
    KEYS.forEach(
        (field, key) -> text(request, field).ifPresent(value -> context.put(key, List.of(value))));
    return new Need(
        action,
        text(request, "StackSetName")
            .map(name -> stackSet(caller, action, name))
            .orElseGet(() -> stack(caller, request)),
        context);
  }

  /** One that is to be made has no ARN yet. */
  private static String stackSet(Caller caller, String action, String name) {
    return action.equals("cloudformation:CreateStackSet")
        ? "*"
        : caller.place().arn("cloudformation", "stackset/" + name + ":*");
  }

  /** A stack of a name is any of that name: who names it does not know its id. */
  private static String stack(Caller caller, AwsRequest request) {
    var name = text(request, "StackName").or(() -> text(request, "ChangeSetName"));
    if (name.isEmpty()) {
      return "*";
    }
    return name.get().startsWith("arn:")
        ? name.get()
        : caller.place().arn("cloudformation", "stack/" + name.get() + "/*");
  }

  private static Optional<String> text(AwsRequest request, String field) {
    return request.getValueForField(field, String.class).filter(text -> !text.isEmpty());
  }
}
