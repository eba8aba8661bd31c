package io.coreautomation.framework.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.CanonicalJson;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run as it lies in the object store: canonical JSON under gzip. Actions that are
 * PENDING are left out.
 *
 * @param generation of the execution that drives the run
 * @param turn the number of the last turn that claimed the run
 * @param nonce of the turn that wrote this, by which it knows its own write
 * @param claim who works on the run now; null between turns
 * @param eventEstimate history events of the execution so far, as Step Functions counts them
 * @param outbox transitions that may not be recorded as events yet
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
    Map<String, ActionState> actions,
    Map<String, String> variables,
    List<Transition> outbox,
    @Nullable Instant startedAt) {
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
    variables = variables == null ? Map.of() : variables;
    outbox = outbox == null ? List.of() : outbox;
  }

  /**
   * Who works on a run.
   *
   * @param holder names the process, so that one that is known to be dead need not be waited for
   * @param until wall time after which the holder makes no further change
   */
  public record Claim(String holder, Instant until) {}

  /** One move of one action; {@code at} is wall time. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Transition(
      String action, int attempt, ActionStatus status, Instant at, @Nullable String message) {}

  public byte[] write() {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(CanonicalJson.bytes(Json.tree(this)));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // impossible: memory is written
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #write()} wrote. */
  public static RunDocument read(byte[] content) {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return Json.parse(gzip.readAllBytes(), RunDocument.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ActionState action(String id) {
    return actions.getOrDefault(id, ActionState.PENDING);
  }
}
