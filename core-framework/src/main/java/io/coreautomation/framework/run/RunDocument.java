package io.coreautomation.framework.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The head of a run's state as it lies in the object store: canonical JSON under gzip. Actions that
 * were never started are left out; those at their end may lie in {@link #settled} objects.
 *
 * @param generation of the execution that drives the run
 * @param turn the number of the last turn that claimed the run
 * @param nonce of the turn that wrote this, by which it knows its own write
 * @param claim who works on the run now; null between turns
 * @param eventEstimate history events of the execution so far, as Step Functions counts them
 * @param unfinishedTurns turns in a row that were begun and did not come to their end
 * @param lastDeath why the last of them died that could say why; null if none could, and in the
 *     state of an older release
 * @param suspended whether nothing new is started until an operator says so; null means false
 * @param calledOff why everything is called off; null if it is not
 * @param cancelled whether it was an operator who called it off; null means false
 * @param rollback the list that takes back what the run has done, once it does
 * @param actions what stands here goes before what stands in {@code settled}
 * @param settled names of objects that hold actions at their end
 * @param outbox transitions that may not be recorded as events yet
 * @param commands operators' commands that are carried out and may not be marked so yet: what came
 *     of each, by its id
 * @param startedAt world time of the first turn
 * @param drivenSince wall time of the first turn of this generation; null in the state of an older
 *     release
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunDocument(
    int formatVersion,
    RunId run,
    Digest list,
    long generation,
    long turn,
    String nonce,
    @Nullable Claim claim,
    long eventEstimate,
    int unfinishedTurns,
    @Nullable Problem lastDeath,
    @Nullable Boolean suspended,
    @Nullable Problem calledOff,
    @Nullable Boolean cancelled,
    @Nullable Digest rollback,
    @JsonSerialize(contentUsing = WrittenStates.Serializer.class) Map<String, ActionState> actions,
    List<Digest> settled,
    Map<String, String> variables,
    List<Transition> outbox,
    Map<String, String> commands,
    @Nullable Instant startedAt,
    @Nullable Instant drivenSince) {
  public static final int FORMAT_VERSION = 1;

  public RunDocument {
    if (formatVersion > FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "the state of run "
              + run
              + " has format "
              + formatVersion
              + ", newer than this release reads");
    }
    actions = actions == null ? Map.of() : actions;
    settled = settled == null ? List.of() : settled;
    variables = variables == null ? Map.of() : variables;
    outbox = outbox == null ? List.of() : outbox;
    commands = commands == null ? Map.of() : commands;
  }

  /** Of a run that has had no turn. */
  public static RunDocument first(RunId run, Digest list, long generation) {
    return new RunDocument(
        FORMAT_VERSION,
        run,
        list,
        generation,
        0,
        "",
        null,
        0,
        0,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        List.of(),
        Map.of(),
        List.of(),
        Map.of(),
        null,
        null);
  }

  /** The same with these variables. */
  public RunDocument with(Map<String, String> more) {
    var all = new TreeMap<>(variables);
    all.putAll(more);
    return new RunDocument(
        formatVersion,
        run,
        list,
        generation,
        turn,
        nonce,
        claim,
        eventEstimate,
        unfinishedTurns,
        lastDeath,
        suspended,
        calledOff,
        cancelled,
        rollback,
        actions,
        settled,
        all,
        outbox,
        commands,
        startedAt,
        drivenSince);
  }

  /** The same as another write, in other hands: the turn has died of that. */
  public RunDocument died(Problem cause, String newNonce, @Nullable Claim by) {
    return new RunDocument(
        formatVersion,
        run,
        list,
        generation,
        turn,
        newNonce,
        by,
        eventEstimate,
        unfinishedTurns,
        cause,
        suspended,
        calledOff,
        cancelled,
        rollback,
        actions,
        settled,
        variables,
        outbox,
        commands,
        startedAt,
        drivenSince);
  }

  /**
   * Who works on a run.
   *
   * @param holder names the process, so that one that is known to be dead need not be waited for
   * @param until wall time after which the holder makes no further change
   */
  public record Claim(String holder, Instant until) {}

  /**
   * One move of one action.
   *
   * @param at wall time
   * @param standing what is to be noted of the thing that the action is about; null if nothing is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Transition(
      String action,
      int attempt,
      ActionStatus status,
      Instant at,
      @Nullable String message,
      @Nullable Standing standing) {}

  public byte[] write() {
    return new WrittenStates().write(this);
  }

  /** Reads what {@link #write()} wrote. */
  public static RunDocument read(byte[] content) {
    return Gzipped.read(content, RunDocument.class);
  }
}
