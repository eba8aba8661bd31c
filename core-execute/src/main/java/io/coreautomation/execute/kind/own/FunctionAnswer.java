package io.coreautomation.execute.kind.own;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a function answers that is a kind. */
@Doc("What a function answers.")
record FunctionAnswer(
    @Doc("how far it is: done, running, failed; notBegun, of what is called off") Status status,
    @Doc("of what is done: for other actions and for people") Map<String, String> outputs,
    @Doc("of what is done or would be: create, update, replace, delete, noChange or none")
        @Nullable Change change,
    @Doc("of what has failed: why") @Nullable String message,
    @Doc("of what has failed: what to do about it") @Nullable String mend,
    @Doc("of what is running: what the next call is to be given") @Nullable JsonNode state,
    @Doc("of what is running: how long there will be nothing to see") @Nullable Duration after,
    @Doc(
            "of what is running: whether it needs the next call to go on; else 'wait: false' ends"
                + " here")
        boolean attended,
    @Doc("of a preview: what its author should know") List<String> warnings,
    @Doc("of a preview: why what was there before cannot be brought back")
        List<String> irreversible) {

  /** How far it is. */
  enum Status {
    DONE,
    RUNNING,
    FAILED,
    NOT_BEGUN
  }

  FunctionAnswer {
    if (status == Status.FAILED && message == null) {
      throw new InvalidFieldException("status", "it has failed, without a message", "Say why.");
    }
    if (state != null && !state.isObject()) {
      throw new InvalidFieldException("state", "the state is no object", "Write {…}.");
    }
    if (change == Change.UNKNOWN) {
      throw new InvalidFieldException("change", "'unknown' is no change", "Leave it out.");
    }
  }

  Change changed() {
    return change == null ? Change.NONE : change;
  }
}
