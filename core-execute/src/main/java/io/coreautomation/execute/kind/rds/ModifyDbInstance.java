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
import io.coreautomation.framework.plan.PlannedResource;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;

/**
 * Changes a database instance, and waits until it is what it was to be. It looks first, and changes
 * in the look after: so what it did can be told after a crash.
 */
public final class ModifyDbInstance implements ActionHandler<ModifyDbInstance.Params> {
  private static final String NAME = "AWS::RDS::ModifyDbInstance";

  /** The instance as it is to be. */
  @Doc("The instance as it is to be.")
  public record Params(
      @Doc("which instance, and what of it is changed") @Alias("apiParams") Modification instance) {
    public Params {
      var given = instance;
      if (Setting.ALL.stream().noneMatch(setting -> setting.isWanted(given))) {
        throw new InvalidFieldException(
            "instance",
            "nothing of the instance is changed",
            "Say what it is to be, such as deletionProtection: false.");
      }
    }

    private String identifier() {
      return instance.dbInstanceIdentifier();
    }

    private List<Setting<?>> open(DBInstance found) {
      return Setting.ALL.stream().filter(setting -> setting.isOpen(instance, found)).toList();
    }

    /** Whether it only makes room for a deletion: what is gone then is as it should be. */
    private boolean onlyUnprotects() {
      return Boolean.FALSE.equals(instance.deletionProtection())
          && Setting.ALL.stream().filter(setting -> setting.isWanted(instance)).count() == 1;
    }
  }

  /**
   * How far it is.
   *
   * @param isAsked whether RDS was asked for the change
   */
  record Handle(boolean isAsked) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            NAME,
            Params.class,
            "Changes a database instance, and waits until it is what it is to be.")
        .targeted()
        .attended()
        .repeatability(new Repeatability.Findable("what the instance is"))
        .permissions("rds:DescribeDBInstances", "rds:ModifyDBInstance")
        .compensation("the instance gets what the last successful run wanted of it")
        .usual(Duration.ofMinutes(5))
        .patience(Duration.ofHours(12))
        .output("deferred", "what waits for the maintenance window, with commas between")
        .example(
            """
            instance:
              dbInstanceIdentifier: shop
              deletionProtection: false
              applyImmediately: true
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
          var found = Instances.find(context, params.identifier());
          if (found.isEmpty() && !params.onlyUnprotects()) {
            return Instances.missing(params.identifier());
          }
          var open = found.map(params::open).orElse(List.of());
          return Progress.previewed(
              open.isEmpty() ? Preview.of(Change.NO_CHANGE) : planned(params, open));
        });
  }

  private static Preview planned(Params params, List<Setting<?>> open) {
    var resource =
        new PlannedResource(
            params.identifier(),
            "AWS::RDS::DBInstance",
            Change.UPDATE,
            null,
            open.stream().map(Setting::name).toList(),
            List.of(),
            params.identifier());
    return new Preview(
        Change.UPDATE, List.of(), List.of(resource), Map.of(), 5, List.of(), List.of());
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return guarded(
        params,
        () -> {
          var found = Instances.find(context, params.identifier());
          if (found.isEmpty() && !params.onlyUnprotects()) {
            return Instances.missing(params.identifier());
          }
          return found.map(params::open).orElse(List.of()).isEmpty()
              ? done(Change.NO_CHANGE, List.of())
              : Progress.runningSoon(new Handle(false));
        });
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(
        params,
        () -> {
          var found = Instances.find(context, params.identifier());
          if (found.isEmpty()) {
            return params.onlyUnprotects()
                ? done(Change.UPDATE, List.of())
                : Instances.missing(params.identifier());
          }
          return handle.isAsked()
              ? settled(params, handle, found.get())
              : asked(context, params, handle, found.get());
        });
  }

  /**
   * RDS takes a change of an instance that is not busy; what it has taken before, it takes again.
   */
  private static Progress asked(
      ActionContext context, Params params, Handle handle, DBInstance instance) {
    if (InstanceStanding.of(instance) == InstanceStanding.BUSY) {
      return Progress.running(handle);
    }
    var open = params.open(instance);
    if (open.isEmpty()) {
      return done(Change.UPDATE, open);
    }
    try {
      context
          .client(RdsClient.class)
          .modifyDBInstance(
              r -> {
                r.dbInstanceIdentifier(params.identifier())
                    .allowMajorVersionUpgrade(params.instance().allowMajorVersionUpgrade())
                    .applyImmediately(params.instance().applyImmediately());
                open.forEach(setting -> setting.askFor(params.instance(), r));
              });
      return Progress.running(new Handle(true));
    } catch (InvalidDbInstanceStateException e) {
      // It became busy since we looked; what stays as it is would refuse for ever.
      if (InstanceStanding.of(instance) == InstanceStanding.READY) {
        return Progress.running(handle);
      }
      throw e;
    }
  }

  /** For a moment after the call, an instance is still available, and as it was. */
  private static Progress settled(Params params, Handle handle, DBInstance instance) {
    var open = params.open(instance);
    return switch (InstanceStanding.of(instance)) {
      case BUSY -> Progress.running(handle);
      case STUCK -> open.isEmpty() ? done(Change.UPDATE, List.of()) : Instances.stuck(instance);
      case READY ->
          open.isEmpty() || isLeft(params, open, instance)
              ? done(Change.UPDATE, open)
              : Progress.running(handle);
    };
  }

  private static boolean isLeft(Params params, List<Setting<?>> open, DBInstance instance) {
    return !params.instance().applyImmediately()
        && open.stream().allMatch(setting -> setting.isDeferred(params.instance(), instance));
  }

  private static Progress done(Change change, List<Setting<?>> deferred) {
    return Progress.done(
        change,
        Map.of("deferred", deferred.stream().map(Setting::name).collect(Collectors.joining(","))));
  }

  /** A change that RDS has taken cannot be called off: it is followed to its end. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return Json.as(handle, Handle.class).isAsked()
        ? check(context, params, handle)
        : new Progress.NotBegun();
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("modify the database instance '" + params.identifier() + "'", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    if (change == Change.NO_CHANGE) {
      return new Compensation.Nothing();
    }
    return before == null
        ? new Compensation.Irreversible(
            "has changed a database instance, and what it was before is not known")
        : new Compensation.By(NAME, before);
  }
}
