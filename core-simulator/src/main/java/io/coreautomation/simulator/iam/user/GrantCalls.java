package io.coreautomation.simulator.iam.user;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.iam.user.User.Belonging;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupResponse;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupResponse;

/** The calls about what is granted to users by managed policies and by groups. */
final class GrantCalls {
  private final Users users;

  GrantCalls(Users users) {
    this.users = users;
  }

  void register(Operations operations) {
    operations
        .on(AttachUserPolicyRequest.class, this::attachPolicy)
        .on(DetachUserPolicyRequest.class, this::detachPolicy)
        .on(ListAttachedUserPoliciesRequest.class, this::listAttachedPolicies)
        .on(AddUserToGroupRequest.class, this::addToGroup)
        .on(RemoveUserFromGroupRequest.class, this::removeFromGroup)
        .on(ListGroupsForUserRequest.class, this::listGroups);
  }

  private AwsResponse attachPolicy(Caller caller, AttachUserPolicyRequest call) {
    users.change(caller, call.userName(), u -> u.with(Belonging.ATTACHED_POLICY, call.policyArn()));
    return AttachUserPolicyResponse.builder().build();
  }

  private AwsResponse detachPolicy(Caller caller, DetachUserPolicyRequest call) {
    users.take(caller, call.userName(), Belonging.ATTACHED_POLICY, call.policyArn());
    return DetachUserPolicyResponse.builder().build();
  }

  private AwsResponse listAttachedPolicies(Caller caller, ListAttachedUserPoliciesRequest call) {
    var page = users.page(caller, call.userName(), Belonging.ATTACHED_POLICY, call.marker());
    return ListAttachedUserPoliciesResponse.builder()
        .attachedPolicies(
            page.items().stream()
                .map(
                    arn ->
                        AttachedPolicy.builder()
                            .policyArn(arn)
                            .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                            .build())
                .toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }

  private AwsResponse addToGroup(Caller caller, AddUserToGroupRequest call) {
    users.change(caller, call.userName(), u -> u.with(Belonging.GROUP, call.groupName()));
    return AddUserToGroupResponse.builder().build();
  }

  private AwsResponse removeFromGroup(Caller caller, RemoveUserFromGroupRequest call) {
    users.take(caller, call.userName(), Belonging.GROUP, call.groupName());
    return RemoveUserFromGroupResponse.builder().build();
  }

  private AwsResponse listGroups(Caller caller, ListGroupsForUserRequest call) {
    var page = users.page(caller, call.userName(), Belonging.GROUP, call.marker());
    return ListGroupsForUserResponse.builder()
        .groups(page.items().stream().map(name -> Group.builder().groupName(name).build()).toList())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }
}
