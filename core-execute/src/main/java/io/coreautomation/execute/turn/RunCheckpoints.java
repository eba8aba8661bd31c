package io.coreautomation.execute.turn;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checkpoints of a turn that has claimed its run: it goes on as long as the claim holds. */
record RunCheckpoints(ClaimedRun run, CommandDesk desk, RunLocks locks, TakingBack takingBack)
    implements Turn.Checkpoints {
  @Override
  public void write() {
    run.write();
    desk.written();
    locks.written();
  }

  @Override
  public boolean obey() {
    return desk.obey();
  }

  @Override
  public boolean timeLeft() {
    return run.timeLeft();
  }

  @Override
  public boolean timeForCall() {
    return run.timeForCall();
  }

  @Override
  public void requireTimeForCalls() {
    run.requireTimeForCalls();
  }

  @Override
  public Optional<RunOrder> rollBack() {
    return takingBack.afterFailure();
  }

  @Override
  public @Nullable RunOrder rollback() {
    return takingBack.order();
  }
}
