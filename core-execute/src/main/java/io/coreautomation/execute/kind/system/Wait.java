package io.coreautomation.execute.kind.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import io.coreautomation.framework.shape.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits for some time, or until a time. A run that does nothing else sleeps meanwhile. */
public final class Wait implements ActionHandler<Wait.Params> {
  private static final Duration LONGEST = Duration.ofDays(300);

  /** How long. */
  @Doc("How long to wait: one of the two.")
  public record Params(
      @Doc("how long, from the action's start; at most 300 days") @Written("for")
          @Nullable Duration duration,
      @Doc("until when, with its offset from UTC, such as 2026-01-31T06:00:00Z")
          @Nullable String until) {
    public Params {
      if ((duration == null) == (until == null)) {
        throw new InvalidFieldException(
            "for",
            duration == null ? "neither 'for' nor 'until' is given" : "'for' and 'until' are given",
            "Give one of the two.");
      }
      if (duration != null && duration.compareTo(LONGEST) > 0) {
        throw new InvalidFieldException("for", "it is longer than 300 days", "Wait for less.");
      }
      if (until != null) {
        time(until);
      }
    }

    /** When it is over, if it begins at {@code now}. */
    Instant end(Instant now) {
      return duration != null ? now.plus(duration) : time(until == null ? "" : until);
    }

    private static Instant time(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeParseException e) {
        throw new InvalidFieldException(
            "until", "'" + text + "' is no time", "Write it as 2026-01-31T06:00:00Z.");
      }
    }
  }

  /** When it is over. */
  record Handle(Instant end) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of("SYSTEM::Wait", Params.class, "Waits for some time, or until a time.")
        .usual(Duration.ofMinutes(10))
        .compensation("it changes nothing")
        .patience(LONGEST.plusDays(1))
        .example(
            """
            for: 30m
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.of(Change.NONE));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return look(context, new Handle(params.end(context.now())));
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode handle) {
    return look(context, Json.as(handle, Handle.class));
  }

  private static Progress look(ActionContext context, Handle handle) {
    return context.now().isBefore(handle.end())
        ? Progress.runningUntil(handle.end(), handle)
        : Progress.done(Change.NONE);
  }

  /** Nothing is under way outside. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return new Progress.NotBegun();
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Nothing();
  }
}
