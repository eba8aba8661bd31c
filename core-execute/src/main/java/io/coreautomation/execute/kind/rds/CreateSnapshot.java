package io.coreautomation.execute.kind.rds;

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
import software.amazon.awssdk.services.rds.model.DbSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;

/**
 * Makes a snapshot of a database instance. It is found by its identifier, and told from somebody
 * else's by a tag with our token: an old snapshot of that name is no new one.
 */
public final class CreateSnapshot implements ActionHandler<CreateSnapshot.Params> {
  private static final String STEP = "snapshot";

  /** Of what, and under which name. */
  @Doc("Of what the snapshot is made, and under which name.")
  public record Params(
      @Doc("the instance's identifier") String dbInstanceIdentifier,
      @Doc("the snapshot's identifier, which nobody else may have; by default one of our own")
          @Alias("snapshotIdentifier")
          @Nullable String dbSnapshotIdentifier) {

    public Params {
      if (dbSnapshotIdentifier != null) {
        DbSnapshots.checkIdentifier(dbSnapshotIdentifier);
      }
    }

    private String identifier(ActionContext context) {
      return dbSnapshotIdentifier == null ? context.token(STEP) : dbSnapshotIdentifier;
    }
  }

  /**
   * The snapshot.
   *
   * @param isBegun false while the instance is too busy for it
   */
  record Handle(String identifier, boolean isBegun) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::RDS::CreateSnapshot",
            Params.class,
            "Makes a snapshot of a database instance, and waits until it is there.")
        .targeted()
        .attended()
        .repeatability(new Repeatability.Findable("the snapshot's identifier, and its tag"))
        .permissions(
            "rds:DescribeDBInstances",
            "rds:CreateDBSnapshot",
            "rds:AddTagsToResource",
            "rds:DescribeDBSnapshots")
        .usual(Duration.ofMinutes(5))
        .patience(Duration.ofDays(1))
        .output("dbSnapshotIdentifier", "the name of the snapshot")
        .output("dbSnapshotArn", "its ARN")
        .example(
            """
            dbInstanceIdentifier: shop
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
        () ->
            Instances.find(context, params.dbInstanceIdentifier()).isEmpty()
                ? Instances.missing(params.dbInstanceIdentifier())
                : Progress.previewed(Preview.of(Change.CREATE, 5)));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    var handle = new Handle(params.identifier(context), false);
    return guarded(
        params,
        () -> {
          var isOurs = context.mayHaveStarted() && bearsToken(context, find(context, handle));
          if (isOurs) {
            return Progress.running(new Handle(handle.identifier(), true));
          }
          return context.isCalledOff() ? new Progress.NotBegun() : begun(context, params, handle);
        });
  }

  private static Progress begun(ActionContext context, Params params, Handle handle) {
    try {
      context
          .client(RdsClient.class)
          .createDBSnapshot(
              r ->
                  r.dbInstanceIdentifier(params.dbInstanceIdentifier())
                      .dbSnapshotIdentifier(handle.identifier())
                      .tags(DbSnapshots.tags(context, context.token(STEP))));
      return Progress.running(new Handle(handle.identifier(), true));
    } catch (InvalidDbInstanceStateException e) {
      var instance = Instances.find(context, params.dbInstanceIdentifier());
      if (instance.map(InstanceStanding::of).orElse(InstanceStanding.STUCK)
          == InstanceStanding.STUCK) {
        throw e;
      }
      return Progress.running(handle);
    } catch (DbSnapshotAlreadyExistsException e) {
      return bearsToken(context, find(context, handle))
          ? Progress.running(new Handle(handle.identifier(), true))
          : new Progress.Failed(
              Problem.of(
                  ProblemCode.CONFLICT,
                  "there is a snapshot '" + handle.identifier() + "' already",
                  "Give it another 'dbSnapshotIdentifier', or none."));
    }
  }

  private static Optional<DBSnapshot> find(ActionContext context, Handle handle) {
    return DbSnapshots.find(context, handle.identifier());
  }

  private static boolean bearsToken(ActionContext context, Optional<DBSnapshot> snapshot) {
    return snapshot.filter(found -> DbSnapshots.bearsToken(found, context.token(STEP))).isPresent();
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(
        params,
        () ->
            handle.isBegun()
                ? find(context, handle)
                    .map(snapshot -> standing(handle, snapshot))
                    .orElseGet(() -> gone(handle))
                : begun(context, params, handle));
  }

  private static Progress standing(Handle handle, DBSnapshot snapshot) {
    return switch (snapshot.status()) {
      case "available" ->
          Progress.done(
              Change.CREATE,
              Map.of(
                  "dbSnapshotIdentifier", handle.identifier(),
                  "dbSnapshotArn", snapshot.dbSnapshotArn()));
      case "failed", "incompatible-restore", "incompatible-parameters" ->
          new Progress.Failed(
              Problem.of(
                  ProblemCode.WORK_FAILED,
                  "the snapshot '" + handle.identifier() + "' is " + snapshot.status(),
                  "The instance's events tell why."));
      case "deleting", "deleted" -> gone(handle);
      // "creating", "copying", "modifying", and what RDS may come to say: it is followed.
      default -> Progress.running(handle);
    };
  }

  private static Progress gone(Handle handle) {
    return new Progress.Failed(
        Problem.of(
            ProblemCode.WORK_FAILED,
            "the snapshot '" + handle.identifier() + "' was deleted before it was there",
            "Run it again."));
  }

  /** RDS cannot be told to stop: a snapshot that was begun is followed to its end. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(
        params,
        () -> {
          var found = find(context, handle);
          return bearsToken(context, found)
              ? standing(new Handle(handle.identifier(), true), found.orElseThrow())
              : new Progress.NotBegun();
        });
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded(
        "make a snapshot of the database instance '" + params.dbInstanceIdentifier() + "'", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Irreversible("has made a snapshot, which stays until you delete it");
  }
}
