package io.coreautomation.execute.simulation;

import io.coreautomation.execute.kind.KindTrial;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.testing.HandClock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Which case of the contract suite each action of a world meets. */
final class Meetings {
  static final String UNDO = "~undo";

  private final HandClock clock;
  private final Map<String, Meeting> meetings = new TreeMap<>();
  private Duration rest = Duration.ZERO;

  /**
   * An action's case, in a world of its own whose time is that of all.
   *
   * @param number by which the engine's accounts for it are told from those of others
   * @param failures attempts that are to fail before they begin anything
   */
  record Meeting(
      String action, int number, CaseEnds ends, KindTrial trial, AtomicInteger failures) {
    private static final String ACCOUNTS = "21000";

    /** A place of its world as the engine has it: no two actions have an account in common. */
    Target outside(Target inside) {
      if (!inside.account().startsWith(ACCOUNTS)) {
        throw new IllegalArgumentException("no account of a case: " + inside);
      }
      var rest = inside.account().substring(ACCOUNTS.length());
      return new Target(prefix() + rest, inside.region());
    }

    /** The same place in its world. */
    Target inside(String account, String region) {
      return new Target(ACCOUNTS + account.substring(prefix().length()), region);
    }

    private String prefix() {
      return "3%04d".formatted(number);
    }
  }

  Meetings(HandClock clock) {
    this.clock = clock;
  }

  /** Has an action meet a case. */
  Meeting meet(String action, CaseEnds ends, int failures) {
    var trial = ends.readyAt(clock.now());
    trial.world().follow(() -> clock.now().plus(rest));
    var meeting = new Meeting(action, meetings.size(), ends, trial, new AtomicInteger(failures));
    meetings.put(action, meeting);
    return meeting;
  }

  /** All runs are over: what goes on by itself goes on to its end. */
  void letRest() {
    rest = CaseEnds.LONG;
  }

  /** That of an action, or of one that takes it back. */
  Meeting of(String action) {
    var id = action.endsWith(UNDO) ? action.substring(0, action.length() - UNDO.length()) : action;
    return Objects.requireNonNull(meetings.get(id), action);
  }

  /** That of the action which has an account. */
  Meeting in(String account) {
    return all().stream().filter(m -> account.startsWith(m.prefix())).findFirst().orElseThrow();
  }

  Collection<Meeting> all() {
    return meetings.values();
  }
}
