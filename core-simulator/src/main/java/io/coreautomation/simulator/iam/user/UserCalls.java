package io.coreautomation.simulator.iam.user;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Operations;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryAttachmentType;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.Tag;

/** The calls about users themselves and their inline policies. */
final class UserCalls {
  private final Users users;

  UserCalls(Users users) {
    this.users = users;
  }

  void register(Operations operations) {
    operations
        .on(CreateUserRequest.class, this::create)
        .on(GetUserRequest.class, this::get)
        .on(ListUsersRequest.class, this::list)
        .on(DeleteUserRequest.class, this::delete)
        .on(PutUserPermissionsBoundaryRequest.class, this::limit)
        .on(PutUserPolicyRequest.class, this::putPolicy)
        .on(GetUserPolicyRequest.class, this::getPolicy)
        .on(DeleteUserPolicyRequest.class, this::deletePolicy)
        .on(ListUserPoliciesRequest.class, this::listPolicies);
  }

  static String partition(Caller caller) {
    return caller.place().partition();
  }

  private AwsResponse create(Caller caller, CreateUserRequest call) {
    var user =
        new User(
            caller.accountId(),
            call.userName(),
            call.path() == null ? "/" : call.path(),
            users.world().now(),
            call.permissionsBoundary(),
            tags(call.tags()),
            Map.of(),
            Map.of());
    users.create(caller, user);
    return CreateUserResponse.builder().user(sdk(caller, user)).build();
  }

  private static Map<String, String> tags(List<Tag> tags) {
    return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
  }

  private static software.amazon.awssdk.services.iam.model.User sdk(Caller caller, User user) {
    return software.amazon.awssdk.services.iam.model.User.builder()
        .userName(user.name())
        .userId(user.id())
        .path(user.path())
        .arn(user.arn(partition(caller)))
        .createDate(user.createdAt())
        .permissionsBoundary(
            user.boundary() == null
                ? null
                : AttachedPermissionsBoundary.builder()
                    .permissionsBoundaryType(
                        PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY)
                    .permissionsBoundaryArn(user.boundary())
                    .build())
        .tags(
            user.tags().entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
        .build();
  }

  private AwsResponse get(Caller caller, GetUserRequest call) {
    return GetUserResponse.builder()
        .user(sdk(caller, users.existing(caller, call.userName())))
        .build();
  }

  private AwsResponse list(Caller caller, ListUsersRequest call) {
    var page = Users.Page.of(users.of(caller), call.marker());
    return ListUsersResponse.builder()
        .users(page.items().stream().map(user -> sdk(caller, user)).toList())
        .marker(page.marker())
        .isTruncated(page.isTruncated())
        .build();
  }

  private AwsResponse delete(Caller caller, DeleteUserRequest call) {
    users.delete(caller, call.userName());
    return DeleteUserResponse.builder().build();
  }

  private AwsResponse limit(Caller caller, PutUserPermissionsBoundaryRequest call) {
    users.change(caller, call.userName(), user -> user.withBoundary(call.permissionsBoundary()));
    return PutUserPermissionsBoundaryResponse.builder().build();
  }

  private AwsResponse putPolicy(Caller caller, PutUserPolicyRequest call) {
    users.change(
        caller, call.userName(), user -> user.withPolicy(call.policyName(), call.policyDocument()));
    return PutUserPolicyResponse.builder().build();
  }

  /** IAM answers with a document that is encoded as in a URL. */
  private AwsResponse getPolicy(Caller caller, GetUserPolicyRequest call) {
    var document = policy(users.existing(caller, call.userName()), call.policyName());
    return GetUserPolicyResponse.builder()
        .userName(call.userName())
        .policyName(call.policyName())
        .policyDocument(URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20"))
        .build();
  }

  private static String policy(User user, String name) {
    var document = user.policies().get(name);
    if (document == null) {
      throw Users.missing("user policy with name " + name);
    }
    return document;
  }

  private AwsResponse deletePolicy(Caller caller, DeleteUserPolicyRequest call) {
    users.change(
        caller,
        call.userName(),
        user -> {
          policy(user, call.policyName());
          return user.withoutPolicy(call.policyName());
        });
    return DeleteUserPolicyResponse.builder().build();
  }

  private AwsResponse listPolicies(Caller caller, ListUserPoliciesRequest call) {
    var names =
        users.existing(caller, call.userName()).policies().keySet().stream().sorted().toList();
    var page = Users.Page.of(names, call.marker());
    return ListUserPoliciesResponse.builder()
        .policyNames(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }
}
