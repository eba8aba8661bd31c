package io.coreautomation.execute.kind.rds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.OwnerTag;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DbSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbSnapshotStateException;

/** Deletes a snapshot of a database instance, once it is made, and waits until it is gone. */
public final class DeleteSnapshot implements ActionHandler<DeleteSnapshot.Params> {
  /** Which snapshot. */
  @Doc("Which snapshot is deleted.")
  public record Params(
      @Doc("the snapshot's identifier") @Alias("snapshotIdentifier") String dbSnapshotIdentifier,
      @Doc("delete it although it does not bear this deployment's owner tag") boolean adopt) {
    public Params {
      DbSnapshots.checkIdentifier(dbSnapshotIdentifier);
    }
  }

  /**
   * What was asked for.
   *
   * @param isBegun false while the snapshot is too busy for it
   */
  record Handle(boolean isBegun) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::RDS::DeleteSnapshot",
            Params.class,
            "Deletes a snapshot of a database instance, and waits until it is gone; one that is"
                + " not there is no error.")
        .targeted()
        .attended()
        .repeatability(new Repeatability.Findable("the snapshot's identifier"))
        .permissions("rds:DescribeDBSnapshots", "rds:DeleteDBSnapshot")
        .usual(Duration.ofSeconds(30))
        .patience(Duration.ofDays(1))
        .example(
            """
            dbSnapshotIdentifier: shop-before-42
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
          var snapshot = DbSnapshots.find(context, params.dbSnapshotIdentifier());
          if (snapshot.isEmpty()) {
            return Progress.previewed(Preview.of(Change.NO_CHANGE));
          }
          return refusal(context, params, snapshot.get())
              .orElseGet(
                  () ->
                      Progress.previewed(
                          new Preview(
                              Change.DELETE,
                              List.of(),
                              List.of(),
                              Map.of(),
                              3,
                              List.of("a snapshot cannot be brought back"),
                              List.of())));
        });
  }

  private static Optional<Progress> refusal(
      ActionContext context, Params params, DBSnapshot snapshot) {
    var owner = DbSnapshots.owner(snapshot);
    return params.adopt() || owner.equals(Optional.of(context.owner().text()))
        ? Optional.empty()
        : Optional.of(
            new Progress.Failed(
                Problem.of(
                    ProblemCode.NOT_ALLOWED,
                    OwnerTag.notOurs(
                        "the snapshot '"
                            + params.dbSnapshotIdentifier()
                            + "' in "
                            + context.target(),
                        owner.orElse(""),
                        context.owner()),
                    "Set 'adopt: true' to delete it all the same.")));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff() && !context.mayHaveStarted()) {
      return new Progress.NotBegun();
    }
    return guarded(
        params,
        () -> {
          var snapshot = DbSnapshots.find(context, params.dbSnapshotIdentifier());
          if (snapshot.isEmpty()) {
            // After a crash, what is gone may have been deleted by us: it cannot be told.
            return Progress.done(context.mayHaveStarted() ? Change.DELETE : Change.NO_CHANGE);
          }
          if (context.isCalledOff()) {
            return isLeaving(snapshot.get())
                ? Progress.running(new Handle(true))
                : new Progress.NotBegun();
          }
          return refusal(context, params, snapshot.get())
              .orElseGet(() -> begun(context, params, snapshot.get()));
        });
  }

  private static Progress begun(ActionContext context, Params params, DBSnapshot snapshot) {
    if (isLeaving(snapshot)) {
      return Progress.running(new Handle(true));
    }
    try {
      context
          .client(RdsClient.class)
          .deleteDBSnapshot(r -> r.dbSnapshotIdentifier(params.dbSnapshotIdentifier()));
      return Progress.running(new Handle(true));
    } catch (DbSnapshotNotFoundException e) {
      return Progress.done(Change.DELETE); // somebody else was faster: it is gone, as was wanted
    } catch (InvalidDbSnapshotStateException e) {
      if (isBusy(snapshot)) {
        return Progress.running(new Handle(false));
      }
      throw e;
    }
  }

  private static boolean isLeaving(DBSnapshot snapshot) {
    return snapshot.status().equals("deleting") || snapshot.status().equals("deleted");
  }

  /** Whether it will come by itself to where it can be deleted. */
  private static boolean isBusy(DBSnapshot snapshot) {
    return switch (snapshot.status()) {
      case "creating", "copying", "modifying" -> true;
      // "available", "failed", and what RDS may come to say: what it refuses there is final.
      default -> false;
    };
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(
        params,
        () ->
            DbSnapshots.find(context, params.dbSnapshotIdentifier())
                .map(
                    snapshot ->
                        handle.isBegun()
                            ? Progress.running(handle)
                            : begun(context, params, snapshot))
                .orElseGet(() -> Progress.done(Change.DELETE)));
  }

  /** RDS cannot be told to keep it: a deletion that was begun is followed to its end. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode json) {
    return Json.as(json, Handle.class).isBegun()
        ? check(context, params, json)
        : new Progress.NotBegun();
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("delete the snapshot '" + params.dbSnapshotIdentifier() + "'", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.DELETE
        ? new Compensation.Irreversible("has deleted a snapshot, which cannot be brought back")
        : new Compensation.Nothing();
  }
}
