package io.coreautomation.execute.kind.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.run.RunStatus.State;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has the run of a part take back what it did. */
public final class RollBackTask implements ActionHandler<RollBackTask.Params> {

  /** Whose run it is. */
  @Doc("The part that is taken back; rollbacks write it, authors need not.")
  public record Params(
      @Doc("the id of the action that the run has carried out") String part,
      @Doc("what that run did: deploy, or apply") TaskVerb task) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "SYSTEM::RollBackTask", Params.class, "Has the run of a part take back what it did.")
        .attended()
        .repeatability(
            new Repeatability.Findable("the command that the run is given, once for each attempt"))
        .compensation("it is a rollback itself")
        .usual(Duration.ofHours(1))
        .patience(Duration.ofDays(30))
        .example(
"""
part: part-1
task: deploy
""")
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.of(Change.DELETE));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff() && !context.mayHaveStarted()) {
      return new Progress.NotBegun();
    }
    var run = context.child(params.part(), params.task());
    if (run.row().isEmpty()) {
      return Progress.done(Change.NO_CHANGE); // what was never begun has left nothing
    }
    var seen =
        run.takeBack(
            context.token("rollback"), "the run that it is a part of takes back what it did");
    var row = run.row().orElseThrow();
    if (!seen || !row.isTerminal()) {
      return Progress.running(RunTask.Handle.of(row));
    }
    return row.status().state() == State.CANCELLED
        ? Progress.done(Change.DELETE)
        : RunTask.failed(row);
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode handle) {
    return start(context, params);
  }

  /** What is being taken back is taken back. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return start(context, params);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of(); // the run's actions hold the stacks
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Nothing();
  }
}
