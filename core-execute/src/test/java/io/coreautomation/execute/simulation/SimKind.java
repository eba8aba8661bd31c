package io.coreautomation.execute.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Planned;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A kind of action in the cheap AWS: one for each class of repeatability. */
final class SimKind implements ActionHandler<SimKind.Params> {
  private static final String VERSION = "version";
  private static final Progress MOVED =
      new Progress.Failed(Problem.of(ProblemCode.PLAN_STALE, "it has moved", "Plan again."));

  private final Style style;
  private final Cloud cloud;

  /** How its calls can be repeated. */
  enum Style {
    BY_TOKEN(new Repeatability.ByToken(Duration.ofMinutes(5))),
    FINDABLE(new Repeatability.Findable("its token")),
    UNREPEATABLE(new Repeatability.Unrepeatable()),
    HARMLESS(new Repeatability.Harmless());

    private final Repeatability repeatability;

    Style(Repeatability repeatability) {
      this.repeatability = repeatability;
    }

    String kind() {
      return "SIM::" + name();
    }

    private boolean isReversible() {
      return this == BY_TOKEN || this == FINDABLE;
    }
  }

  /**
   * What an action does.
   *
   * @param seconds that each of its steps takes
   * @param steps one after the other, each a mutating call; null means one
   * @param failures how many attempts fail at the last step; null means none
   * @param outputs of how many characters its output is
   * @param lock what it changes, if others may, too
   * @param value takes what another action has put out
   */
  record Params(
      Integer seconds,
      @Nullable Integer steps,
      @Nullable Integer failures,
      @Nullable Integer outputs,
      @Nullable String lock,
      @Nullable String value) {
    int lastStep() {
      return steps == null ? 0 : steps - 1;
    }
  }

  /** Whether an action makes nothing. */
  static boolean isHarmless(Action action) {
    return action.kind().equals(Style.HARMLESS.kind());
  }

  /** Whether what an action does can be taken back. */
  static boolean isReversible(Action action) {
    return Arrays.stream(Style.values())
        .anyMatch(style -> style.kind().equals(action.kind()) && style.isReversible());
  }

  SimKind(Style style, Cloud cloud) {
    this.style = style;
    this.cloud = cloud;
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(style.kind(), Params.class, "Makes things in the cheap AWS.")
        .targeted()
        .repeatability(style.repeatability)
        .compensation(style.isReversible() ? "another one of its kind" : "")
        .usual(Duration.ofMinutes(1))
        .patience(Duration.ofHours(12))
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return guarded(
        () -> {
          if (style == Style.HARMLESS) {
            cloud.read();
            return new Progress.Previewed(Preview.of(Change.NO_CHANGE), outputs(params), Map.of());
          }
          var seen = Map.of(VERSION, cloud.version(context.action().id()));
          return Progress.previewed(
              new Preview(
                  Change.CREATE, context.needs(), List.of(), seen, 1, List.of(), List.of()));
        });
  }

  @Override
  public Progress verify(ActionContext context, Planned planned) {
    return guarded(
        () -> {
          var seen = seen(planned);
          return seen == null || seen.equals(cloud.version(context.action().id()))
              ? Progress.done(Change.NONE)
              : MOVED;
        });
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return guarded(
        () -> {
          if (style == Style.HARMLESS) {
            cloud.read();
            return done(params);
          }
          return begin(context, params, 0);
        });
  }

  private Progress begin(ActionContext context, Params params, int step) {
    var order =
        new Cloud.Order(
            context.run(),
            context.action().id(),
            context.token("step" + step),
            step,
            Objects.requireNonNullElse(params.lock(), ""),
            Duration.ofSeconds(params.seconds()),
            step < params.lastStep() || params.failures() == null ? 0 : params.failures(),
            step > 0 ? null : context.planned().map(SimKind::seen).orElse(null));
    return made(context, order)
        .<Progress>map(
            id ->
                new Progress.Running(
                    Json.object().put("id", id).put("step", step),
                    params.seconds() < 10 ? Progress.Pace.SOON : Progress.Pace.NORMAL))
        .orElseGet(Progress.NotBegun::new);
  }

  private static @Nullable String seen(Planned planned) {
    return planned.action().preview().read(VERSION);
  }

  private Optional<Integer> made(ActionContext context, Cloud.Order order) {
    if (context.isCalledOff()) {
      return style == Style.UNREPEATABLE ? Optional.empty() : cloud.find(order.token());
    }
    return switch (style) {
      case BY_TOKEN -> Optional.of(cloud.createOnce(order));
      case FINDABLE -> Optional.of(findOrCreate(context, order));
      case UNREPEATABLE, HARMLESS -> Optional.of(cloud.create(order));
    };
  }

  private int findOrCreate(ActionContext context, Cloud.Order order) {
    if (context.mayHaveStarted()) {
      var found = cloud.find(order.token());
      if (found.isPresent()) {
        return found.get();
      }
    }
    return cloud.create(order);
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode handle) {
    return guarded(
        () -> {
          var step = handle.path("step").intValue();
          var thing = cloud.describe(handle.path("id").intValue());
          if (thing.isLive(context.now())) {
            return new Progress.Running(handle, Progress.Pace.NORMAL);
          }
          if (!thing.hasEndedWell(context.now())) {
            return new Progress.Failed(Problem.of(ProblemCode.STACK_FAILED, "it broke", ""));
          }
          return step < params.lastStep() ? begin(context, params, step + 1) : done(params);
        });
  }

  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return guarded(
        () -> {
          cloud.cancel(handle.path("id").intValue());
          return new Progress.Running(handle, Progress.Pace.SOON);
        });
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return params.lock() == null ? List.of() : List.of("thing/" + params.lock());
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return style.isReversible()
        ? new Compensation.By(
            style.kind(), Json.object().put("seconds", 5).put("lock", params.lock()))
        : new Compensation.Irreversible("was sent");
  }

  private static Progress done(Params params) {
    return Progress.done(Change.CREATE, outputs(params));
  }

  private static Map<String, String> outputs(Params params) {
    return params.outputs() == null ? Map.of() : Map.of("Value", "x".repeat(params.outputs()));
  }

  /** What AWS's answers mean, as the shipped kinds translate them. */
  private static Progress guarded(Supplier<Progress> calls) {
    try {
      return calls.get();
    } catch (Gate.SlowDown e) {
      throw new ThrottledException("sim", "Call", e);
    } catch (Cloud.Moved e) {
      return MOVED;
    } catch (Gate.AccessDenied e) {
      return new Progress.Failed(Problem.of(ProblemCode.AWS_DENIED, "not allowed", ""));
    } catch (Gate.Unavailable e) {
      return new Progress.Failed(Problem.of(ProblemCode.AWS_UNAVAILABLE, "no answer", ""));
    }
  }
}
