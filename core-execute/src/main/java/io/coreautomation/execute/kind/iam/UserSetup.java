package io.coreautomation.execute.kind.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.PlannedResource;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.Change;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.User;

/**
 * Users on their way to what they should be. It looks at all of them first, and changes those who
 * are otherwise in the step after: so what it did can be told after a crash. Each has one inline
 * policy that is the platform's alone.
 *
 * @param adopts whether users of others are changed, too
 */
record UserSetup(ActionContext context, Users users, UserParams params, boolean adopts) {
  private static final String TYPE = "AWS::IAM::User";

  /**
   * What is to be done.
   *
   * @param missing who is to be created
   * @param other who is otherwise than wanted
   */
  record Handle(List<String> missing, List<String> other) {}

  Progress preview() {
    if (!context.needs().isEmpty()) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    return guarded(
        () -> {
          var found = users.find(params.userNames());
          var foreign = foreign(found);
          return foreign.isPresent() ? foreign.get() : Progress.previewed(preview(compared(found)));
        });
  }

  /** It creates only where nobody was: what is created is deleted when it is taken back. */
  private Change change(Handle handle) {
    if (handle.missing().isEmpty() && handle.other().isEmpty()) {
      return Change.NO_CHANGE;
    }
    return handle.missing().containsAll(params.userNames()) ? Change.CREATE : Change.UPDATE;
  }

  private Preview preview(Handle handle) {
    var resources = new ArrayList<PlannedResource>();
    handle.missing().forEach(name -> resources.add(PlannedResource.created(name, TYPE)));
    handle
        .other()
        .forEach(
            name ->
                resources.add(
                    new PlannedResource(
                        name, TYPE, Change.UPDATE, null, List.of(), List.of(), name)));
    return new Preview(
        change(handle),
        List.of(),
        resources,
        Map.of(),
        2 * (1 + handle.missing().size() + handle.other().size()),
        List.of(),
        List.of());
  }

  Progress begin() {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return guarded(
        () -> {
          var found = users.find(params.userNames());
          var foreign = foreign(found);
          if (foreign.isPresent()) {
            return foreign.get();
          }
          var handle = compared(found);
          return change(handle) == Change.NO_CHANGE
              ? Progress.done(Change.NO_CHANGE, outputs(handle))
              : Progress.runningSoon(handle);
        });
  }

  Progress goOn(ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(
        () -> {
          for (var name : handle.missing()) {
            var met = created(name);
            if (met.isPresent()) {
              return met.get();
            }
            changed(name, true);
          }
          for (var name : handle.other()) {
            changed(name, false);
          }
          return Progress.done(change(handle), outputs(handle));
        });
  }

  private Optional<Progress> foreign(List<User> found) {
    return adopts
        ? Optional.empty()
        : users
            .foreign(found, "Choose another name, or use AWS::PutUser.")
            .map(Progress.Failed::new);
  }

  private Handle compared(List<User> found) {
    var there = found.stream().map(User::userName).toList();
    return new Handle(
        params.userNames().stream().distinct().filter(name -> !there.contains(name)).toList(),
        found.stream().filter(user -> !isAsWanted(user)).map(User::userName).toList());
  }

  private boolean isAsWanted(User user) {
    return hasBoundary(user)
        && policy(user.userName())
            .map(Json::parse)
            .equals(params.policy(context.target()).map(Json::parse));
  }

  private boolean hasBoundary(User user) {
    var boundary = user.permissionsBoundary();
    return boundary != null && params.boundary(context).equals(boundary.permissionsBoundaryArn());
  }

  /** What its policy of ours says; IAM encodes documents as in a URL. */
  private Optional<String> policy(String name) {
    try {
      var encoded =
          users
              .iam()
              .getUserPolicy(r -> r.userName(name).policyName(policyName(name)))
              .policyDocument();
      return Optional.of(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
  }

  /** Creates a user; one that is there by now is ours, or somebody else's who came before us. */
  private Optional<Progress> created(String name) {
    try {
      users
          .iam()
          .createUser(
              r ->
                  r.userName(name)
                      .permissionsBoundary(params.boundary(context))
                      .tags(users.ownerTag()));
      return Optional.empty();
    } catch (EntityAlreadyExistsException e) {
      return foreign(users.find(name).stream().toList());
    }
  }

  private void changed(String name, boolean created) {
    var iam = users.iam();
    if (!created) {
      // First: what a user may do is changed only within a boundary of ours.
      iam.putUserPermissionsBoundary(
          r -> r.userName(name).permissionsBoundary(params.boundary(context)));
    }
    var policy = params.policy(context.target());
    if (policy.isPresent()) {
      iam.putUserPolicy(
          r -> r.userName(name).policyName(policyName(name)).policyDocument(policy.get()));
    } else if (!created) {
      try {
        iam.deleteUserPolicy(r -> r.userName(name).policyName(policyName(name)));
      } catch (NoSuchEntityException e) {
        // A crash has hidden that it is gone already, or it never had one.
      }
    }
  }

  /** Upstream's name for it. */
  private static String policyName(String user) {
    return user + "-AssumeRoles-Policy";
  }

  private Map<String, String> outputs(Handle handle) {
    return Map.of(
        "users", String.join(",", params.userNames()),
        "createdUsers", String.join(",", handle.missing()),
        "changedUsers", String.join(",", handle.other()));
  }

  private Progress guarded(Supplier<Progress> calls) {
    return AwsCalls.guarded("set up the users " + String.join(", ", params.userNames()), calls);
  }
}
