package io.coreautomation.execute.kind.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.ChildRun;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Planned;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carries out a part of a list that is too long for one run, as a run of its own. */
public final class RunTask implements ActionHandler<RunTask.Params> {
  /** Under which a preview keeps the plan that the part has made. */
  private static final String PLAN = "plan";

  /** What is to be carried out, and what goes in and comes out. */
  @Doc("A part of a list that is longer than one run may be; compilers write it, authors need not.")
  public record Params(
      @Doc("deploy, teardown, or plan") TaskVerb task,
      @Doc("the digest of the part's list, sha256-…") String list,
      @Doc("how many actions the list has") int actions,
      @Doc("variables that the run begins with") @Nullable Map<String, String> inputs,
      @Doc("outputs of its actions that actions of other parts refer to")
          @Nullable List<Output> outputs,
      @Doc("variables that its actions set and actions of other parts read")
          @Nullable List<String> sets) {
    public Params {
      inputs = inputs == null ? Map.of() : Map.copyOf(inputs);
      outputs = outputs == null ? List.of() : List.copyOf(outputs);
      sets = sets == null ? List.of() : List.copyOf(sets);
      try {
        Digest.parse(list);
      } catch (IllegalArgumentException e) {
        throw new InvalidFieldException(
            "list", "'" + list + "' is no digest of a list", "Let the compiler write it.");
      }
    }

    Digest digest() {
      return Digest.parse(list);
    }
  }

  /** An output of one of the part's actions. */
  @Doc("An output of one of the part's actions.")
  public record Output(
      @Doc("the action's id") String action, @Doc("the output's name") String output) {
    String name() {
      return action + "@" + output;
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "SYSTEM::RunTask",
            Params.class,
            "Carries out a part of a list that is too long for one run, as a run of its own.")
        .repeatability(
            new Repeatability.Findable("the id of the part's run, which follows from the action's"))
        .inverse("SYSTEM::RunTask")
        .compensation("its run takes back what it did")
        .usual(Duration.ofHours(1))
        .patience(Duration.ofDays(30))
        .output("run", "the id of the run")
        .output("actions", "how many of its actions ended how")
        .output("*", "each output that its part hands on")
        .example(
"""
task: deploy
list: sha256-0000000000000000000000000000000000000000000000000000000000000000
actions: 5000
""")
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    if (!context.needs().isEmpty()) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    var child = context.child(TaskVerb.PLAN);
    var row = child.begin(order(params, null), context.token("run"));
    if (!row.isTerminal()) {
      return Progress.running(Handle.of(row));
    }
    var plan = row.planDigest();
    if (row.status().state() != State.COMPLETE || plan == null) {
      return failed(row);
    }
    var summary = child.summary(plan);
    return new Progress.Previewed(
        new Preview(
            summary.changes() ? Change.UPDATE : Change.NO_CHANGE,
            List.of(),
            List.of(),
            Map.of(PLAN, plan.toString()),
            summary.calls(),
            List.copyOf(summary.irreversible()),
            List.copyOf(summary.warnings())),
        outputs(child, params),
        variables(child, params));
  }

  @Override
  public Progress discard(ActionContext context, Planned planned) {
    var plan = planned.action().preview().read(PLAN);
    if (plan != null) {
      context.child(TaskVerb.PLAN).dropPlan(Digest.parse(plan));
    }
    return Progress.done(Change.NONE);
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    var child = child(context, params);
    if (context.isCalledOff() && child.row().isEmpty()) {
      return new Progress.NotBegun();
    }
    return after(
        child.begin(order(params, plan(context).orElse(null)), context.token("run")),
        child,
        params);
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode handle) {
    var child = child(context, params);
    return after(child.row().orElseThrow(), child, params);
  }

  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    var child = child(context, params);
    child.cancel(context.token("cancel"), "the run that it is a part of has called it off");
    return check(context, params, handle);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of(); // its parent holds the deployment, its actions hold the stacks
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.NO_CHANGE ? new Compensation.Nothing() : new Compensation.ByItsRun();
  }

  /** The plan of the part, if it is to carry one out. */
  private static Optional<Digest> plan(ActionContext context) {
    return context
        .planned()
        .flatMap(planned -> Optional.ofNullable(planned.action().preview().read(PLAN)))
        .map(Digest::parse);
  }

  private static ChildRun child(ActionContext context, Params params) {
    if (context.planned().isEmpty()) {
      return context.child(params.task());
    }
    // What nobody could plan, as its inputs were not known, is simply carried out.
    return context.child(plan(context).isPresent() ? TaskVerb.APPLY : TaskVerb.DEPLOY);
  }

  private static ChildRun.Order order(Params params, @Nullable Digest plan) {
    return new ChildRun.Order(
        params.digest(), params.actions(), plan, Objects.requireNonNull(params.inputs()));
  }

  /** What the state keeps of it: the run, for its news, and how it stands, for people. */
  record Handle(Map<String, String> part) {
    static Handle of(RunRow row) {
      return new Handle(facts(row));
    }
  }

  private static Map<String, String> facts(RunRow row) {
    var counts =
        new TreeMap<>(row.counts())
            .entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    return new TreeMap<>(Map.of("run", row.runId().text(), "actions", counts));
  }

  private static Progress after(RunRow row, ChildRun child, Params params) {
    if (!row.isTerminal()) {
      return Progress.running(Handle.of(row));
    }
    if (row.status().state() != State.COMPLETE) {
      return failed(row);
    }
    var outputs = new TreeMap<>(outputs(child, params));
    outputs.putAll(facts(row));
    return new Progress.Done(outputs, child.change(), variables(child, params));
  }

  static Progress failed(RunRow row) {
    var id = row.runId().shortId();
    if (row.status().state() == State.CANCELLED) {
      return new Progress.Failed(
          Problem.of(
              ProblemCode.CANCELLED,
              "the run " + row.runId() + " was cancelled",
              "Have it go on: core retry of the whole run goes on with this part, too."));
    }
    var first = row.problems().isEmpty() ? null : row.problems().getFirst();
    var problem =
        Problem.of(
            first == null ? ProblemCode.INTERNAL : first.code(),
            "the run " + row.runId() + " failed" + (first == null ? "" : ": " + first.message()),
            (first == null || first.mend().isEmpty() ? "" : first.mend() + " ")
                + "The whole story: core show "
                + id
                + ".");
    return new Progress.Failed(
        first == null || first.source() == null ? problem : problem.withSource(first.source()));
  }

  private static Map<String, String> outputs(ChildRun child, Params params) {
    var outputs = new TreeMap<String, String>();
    for (var wanted : Objects.requireNonNull(params.outputs())) {
      var value = child.outputs(wanted.action()).get(wanted.output());
      if (value != null) {
        outputs.put(wanted.name(), value);
      }
    }
    return outputs;
  }

  private static Map<String, String> variables(ChildRun child, Params params) {
    var sets = Objects.requireNonNull(params.sets());
    var variables = new TreeMap<>(sets.isEmpty() ? Map.<String, String>of() : child.variables());
    variables.keySet().retainAll(sets);
    return variables;
  }
}
