package io.coreautomation.execute.kind.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.PlannedResource;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.User;

/**
 * Deletes users with all that they have. It looks first, and deletes one user a step: so what it
 * did can be told after a crash, and nobody's many keys keep a turn from its end.
 */
public final class DeleteUser implements ActionHandler<DeleteUser.Params> {
  /** Who. */
  @Doc("Who is deleted.")
  public record Params(
      @Doc("the users' names, one or more") @Alias("userName") List<String> userNames,
      @Doc("delete them although they do not bear this deployment's owner tag") boolean adopt) {
    public Params {
      Users.checkNames(userNames);
    }
  }

  /**
   * How far it is.
   *
   * @param deleted who is gone
   * @param left who is still there
   * @param devices of the next one, found before the first of them was taken away; null before that
   */
  record Handle(List<String> deleted, List<String> left, @Nullable List<String> devices) {
    String next() {
      return left.getFirst();
    }

    Handle withDevices(List<String> found) {
      return new Handle(deleted, left, found);
    }

    Handle after() {
      return new Handle(
          Stream.concat(deleted.stream(), Stream.of(next())).toList(),
          left.subList(1, left.size()),
          null);
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::DeleteUser",
            Params.class,
            "Deletes users with all that they have; one who is not there is no error.")
        .global()
        .attended()
        .repeatability(new Repeatability.Findable("the users' names"))
        .permissions(
            "iam:GetUser",
            "iam:ListSigningCertificates",
            "iam:DeleteSigningCertificate",
            "iam:ListGroupsForUser",
            "iam:RemoveUserFromGroup",
            "iam:ListUserPolicies",
            "iam:DeleteUserPolicy",
            "iam:ListAttachedUserPolicies",
            "iam:DetachUserPolicy",
            "iam:ListAccessKeys",
            "iam:DeleteAccessKey",
            "iam:DeleteLoginProfile",
            "iam:ListMFADevices",
            "iam:DeactivateMFADevice",
            "iam:DeleteVirtualMFADevice",
            "iam:ListSSHPublicKeys",
            "iam:DeleteSSHPublicKey",
            "iam:ListServiceSpecificCredentials",
            "iam:DeleteServiceSpecificCredential",
            "iam:DeleteUser")
        .usual(Duration.ofSeconds(20))
        .patience(Duration.ofHours(1))
        .output("deletedUsers", "the names of who was there, with commas between")
        .example(
            """
            userNames: [ann, ben]
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    if (!context.needs().isEmpty()) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    return guarded(
        params,
        () -> {
          var users = Users.of(context);
          var found = users.find(params.userNames());
          return foreign(users, params, found)
              .<Progress>map(Progress.Failed::new)
              .orElseGet(() -> Progress.previewed(preview(found)));
        });
  }

  private static Preview preview(List<User> found) {
    return new Preview(
        found.isEmpty() ? Change.NO_CHANGE : Change.DELETE,
        List.of(),
        found.stream()
            .map(
                user ->
                    new PlannedResource(
                        user.userName(),
                        "AWS::IAM::User",
                        Change.DELETE,
                        null,
                        List.of(),
                        List.of(),
                        user.userName()))
            .toList(),
        Map.of(),
        1 + 11 * found.size(),
        found.isEmpty()
            ? List.of()
            : List.of("access keys and passwords of who is deleted cannot be brought back"),
        List.of());
  }

  private static Optional<Problem> foreign(Users users, Params params, List<User> found) {
    return params.adopt()
        ? Optional.empty()
        : users.foreign(found, "Set 'adopt: true' to delete them all the same.");
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return guarded(
        params,
        () -> {
          var users = Users.of(context);
          var found = users.find(params.userNames());
          var foreign = foreign(users, params, found);
          if (foreign.isPresent()) {
            return new Progress.Failed(foreign.get());
          }
          var left = found.stream().map(User::userName).toList();
          return left.isEmpty()
              ? Progress.done(Change.NO_CHANGE, outputs(List.of()))
              : Progress.runningSoon(new Handle(List.of(), left, null));
        });
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(
        params,
        () -> {
          var removal = new UserRemoval(Users.of(context).iam(), handle.next());
          try {
            var devices = handle.devices();
            if (devices == null) {
              return Progress.runningSoon(handle.withDevices(removal.devices()));
            }
            removal.remove(devices);
          } catch (NoSuchEntityException e) {
            // The user is gone meanwhile: by us, before a crash, or by others.
          }
          var after = handle.after();
          return after.left().isEmpty()
              ? Progress.done(Change.DELETE, outputs(after.deleted()))
              : Progress.runningSoon(after);
        });
  }

  /** Who is half deleted is of no use to anybody. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return check(context, params, handle);
  }

  private static Map<String, String> outputs(List<String> deleted) {
    return Map.of("deletedUsers", String.join(",", deleted));
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("delete the users " + String.join(", ", params.userNames()), calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return Users.locks(target);
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.DELETE
        ? new Compensation.Irreversible("has deleted users")
        : new Compensation.Nothing();
  }
}
