package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.execute.kind.Wanted;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.run.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A kind that does what its params say, in a world of its own: each effect bears the token of its
 * call, as in AWS, and is there once however often it is asked for.
 */
final class Scripted implements ActionHandler<Scripted.Params> {
  /** By token: what was made in the world, and how often it was asked for. */
  final Map<String, Integer> effects = new TreeMap<>();

  final Map<String, Integer> throttles = new HashMap<>();
  final Map<String, String> cancelled = new TreeMap<>();

  /**
   * What an action does.
   *
   * @param checks looks until it is done
   * @param ends {@code done}, {@code failed}, {@code bug}, {@code healing}, {@code stays}, {@code
   *     mute}, which stays as well and does not tell its outputs, or {@code late}, which goes on by
   *     itself only after the first look
   * @param throttled calls that are slowed down first
   * @param value an output
   * @param lock what it holds
   * @param thing what it is about, made from its value
   * @param secret an output that it keeps to itself
   */
  record Params(
      @Nullable Integer checks,
      @Nullable String ends,
      @Nullable Integer throttled,
      @Nullable String value,
      @Nullable String lock,
      @Nullable String thing,
      @Nullable String secret) {}

  /** Opens the sessions that its calls need. */
  Consumer<Target> sessions = target -> {};

  /** The values that starts were given. */
  final List<String> given = new ArrayList<>();

  /** Why there is no room for much; null if there is. */
  @Nullable Problem full;

  private boolean crashing;
  private int unheard;
  private int limit = Integer.MAX_VALUE;
  private Duration window = Duration.ZERO;
  private Instant windowEnds = Instant.EPOCH;
  private int passed;
  private int refused;

  /** From now on, its service lets so many calls through in each window, and slows down others. */
  void letThrough(int calls, Duration each) {
    limit = calls;
    window = each;
  }

  /** Calls that were slowed down since. */
  int refused() {
    return refused;
  }

  private void pass(ActionContext context) {
    if (!context.now().isBefore(windowEnds)) {
      windowEnds = context.now().plus(window);
      passed = 0;
    }
    if (++passed > limit) {
      refused++;
      throw new ThrottledException("test", "create", new IllegalStateException("Rate exceeded"));
    }
  }

  /** The process dies in the next start, after its effect. */
  void crashInStart() {
    crashing = true;
  }

  /** So many of the next looks and cancels get no answer. */
  void unheard(int calls) {
    unheard = calls;
  }

  private void answer() {
    if (unheard > 0) {
      unheard--;
      throw new ProblemException(Problem.of(ProblemCode.AWS_UNAVAILABLE, "no answer", ""));
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of("TEST::Scripted", Params.class, "Does what its params say.")
        .targeted()
        .repeatability(new Repeatability.Findable("its token"))
        .permissions("test:Create", "iam:PassRole")
        .compensation("another one of its kind")
        .usual(Duration.ofMinutes(1))
        .patience(Duration.ofMinutes(30))
        .build();
  }

  @Override
  public Optional<Problem> lacksRoom(ActionContext context, List<ObjectNode> all) {
    return Optional.ofNullable(full);
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    if ("failed".equals(params.ends())) {
      return new Progress.Failed(
          Problem.of(ProblemCode.STACK_FAILED, "it would break", "Mend it."));
    }
    var isMute = "mute".equals(params.ends());
    var stays = isMute || "stays".equals(params.ends());
    var value = params.value() == null ? "" : params.value();
    return new Progress.Previewed(
        new Preview(
            stays ? Change.NO_CHANGE : Change.CREATE,
            context.needs(),
            List.of(),
            Map.of("value", value),
            1,
            List.of(),
            List.of()),
        stays && !isMute ? Map.of("Value", value) : Map.of(),
        Map.of());
  }

  @Override
  public synchronized Progress start(ActionContext context, Params params) {
    var recorded = context.recorded();
    if (recorded.isPresent() && recorded.get().isTrusted()) {
      return Progress.done(Change.NO_CHANGE, recorded.get().outputs());
    }
    sessions.accept(context.target());
    given.add(String.valueOf(params.value()));
    pass(context);
    var token = context.token("create");
    if (params.throttled() != null
        && throttles.merge(context.action().id(), 1, Integer::sum) <= params.throttled()) {
      throw new ThrottledException("test", "create", new IllegalStateException("Rate exceeded"));
    }
    if ("bug".equals(params.ends())) {
      throw new IllegalStateException("a bug");
    }
    if (context.isCalledOff() && !effects.containsKey(token)) {
      return new Progress.NotBegun();
    }
    if (!context.mayHaveStarted() || !effects.containsKey(token)) {
      effects.merge(token, 1, Integer::sum);
    }
    if (crashing) {
      crashing = false;
      throw new FragileStore.Crash();
    }
    return after(context, params, 0);
  }

  @Override
  public synchronized Progress check(ActionContext context, Params params, ObjectNode handle) {
    answer();
    pass(context);
    return after(context, params, handle.path("checks").intValue() + 1);
  }

  @Override
  public synchronized Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    answer();
    cancelled.put(context.action().id(), "asked");
    return new Progress.Failed(Problem.of(ProblemCode.STACK_FAILED, "it was called off", ""));
  }

  private Progress after(ActionContext context, Params params, int checks) {
    if (params.checks() != null && checks < params.checks()) {
      var running = new Progress.Running(Json.object().put("checks", checks), Progress.Pace.NORMAL);
      return "late".equals(params.ends()) && checks == 0 ? running.toBeAttended() : running;
    }
    return switch (String.valueOf(params.ends())) {
      case "failed" ->
          new Progress.Failed(Problem.of(ProblemCode.STACK_FAILED, "it broke", "Mend it."));
      case "failedOnce" ->
          effects.size() > 1
              ? Progress.done(Change.CREATE)
              : new Progress.Failed(Problem.of(ProblemCode.STACK_FAILED, "it broke", "Mend it."));
      case "echo" ->
          new Progress.Failed(
              Problem.of(
                  ProblemCode.AWS_REFUSED, "AWS does not like '" + params.value() + "'", ""));
      case "healing" ->
          new Progress.Failed(Problem.of(ProblemCode.AWS_PROPAGATING, "not known yet", ""));
      default -> done(context, params);
    };
  }

  private static Map<String, String> outputs(Params params) {
    var outputs = new TreeMap<String, String>();
    if (params.value() != null) {
      outputs.put("Value", params.value());
    }
    if (params.secret() != null) {
      outputs.put("Secret", params.secret());
    }
    return outputs;
  }

  @Override
  public Set<String> sensitive(ActionContext context, Params params) {
    return Set.of("Secret");
  }

  @Override
  public Progress outputs(ActionContext context, Params params) {
    return Progress.done(Change.NONE, outputs(params));
  }

  private Progress done(ActionContext context, Params params) {
    var outputs = outputs(params);
    return wanted(params)
        .map(
            w ->
                Progress.done(
                    Change.CREATE,
                    outputs,
                    new Standing(
                        context.target(),
                        w.resource(),
                        Standing.How.STANDS,
                        "id-of-" + w.resource(),
                        "CREATE_COMPLETE",
                        null,
                        w.inputs())))
        .orElseGet(() -> Progress.done(Change.CREATE, outputs));
  }

  @Override
  public Optional<Wanted> wanted(Params params) {
    return Optional.ofNullable(params.thing())
        .map(thing -> new Wanted(thing, Digest.of(String.valueOf(params.value()))));
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return params.lock() == null ? List.of() : List.of(params.lock());
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.CREATE
        ? new Compensation.By("TEST::Scripted", Json.object().put("checks", 1))
        : new Compensation.Nothing();
  }
}
