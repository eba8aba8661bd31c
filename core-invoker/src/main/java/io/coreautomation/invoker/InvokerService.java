package io.coreautomation.invoker;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.grant.Grants;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Mailbox;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.door.ObjectStore.PreconditionFailedException;
import io.coreautomation.framework.json.CanonicalJson;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskReader;
import io.coreautomation.framework.task.TaskVerb;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts tasks, and carries them out. Both can be repeated: the same request under the same
 * correlation id is the same run, another one is refused.
 */
public final class InvokerService {
  private static final Logger LOG = LoggerFactory.getLogger(InvokerService.class);

  private final Runs runs;
  private final ObjectStore objects;
  private final Mailbox mailbox;
  private final Clock clock;
  private final Supplier<RunId> ids;
  private final String world;
  private final Admission admission;
  private final Packages packages;
  private final BoundTasks bound;
  private final CarryOut carryOut;

  /**
   * An invoker.
   *
   * @param mailbox to the compilers, the runner, and itself
   * @param ids for tasks that bring none
   * @param world what its runs act on
   */
  public InvokerService(
      Runs runs,
      Grants grants,
      ObjectStore objects,
      Mailbox mailbox,
      Clock clock,
      Supplier<RunId> ids,
      String world) {
    this.runs = runs;
    this.objects = objects;
    this.mailbox = mailbox;
    this.clock = clock;
    this.ids = ids;
    this.world = world;
    this.admission = new Admission(grants);
    this.packages = new Packages(objects, runs);
    this.bound = new BoundTasks(runs, objects, clock);
    this.carryOut = new CarryOut(runs, objects, mailbox, bound, clock);
  }

  /** Answers a request of either form; an accepted task is handed over to be carried out. */
  public JsonNode answer(InvokerRequest request) {
    if (request.carryOut() != null) {
      return Json.tree(carryOut(request.carryOut()));
    }
    if (request.task() == null || request.principal() == null) {
      throw new IllegalStateException("the request's constructor has checked it");
    }
    var accepted = accept(request.task(), request.principal());
    // Also for a repeated request: the first one may have died before it came so far.
    mailbox.send(Layer.INVOKER, InvokerRequest.carryOut(accepted.runId()));
    return Json.tree(accepted);
  }

  /** As {@link #accept(Task, String)}, from a document in any spelling of the wire. */
  public Acceptance accept(JsonNode document, String principal) {
    var reading =
        new TaskReader().read("task.json", Json.write(document).getBytes(StandardCharsets.UTF_8));
    reading.warnings().forEach(warning -> LOG.info("{}", warning.text()));
    return Acceptance.of(accepted(reading.task(), principal), reading.warnings());
  }

  /**
   * Validates, authorises and records a task. Nothing is compiled or started yet.
   *
   * @throws ProblemException if it cannot or may not be done ({@code NOT_ALLOWED}), or if another
   *     request has its id ({@code CONFLICT}); nothing was written
   */
  public Acceptance accept(Task task, String principal) {
    return Acceptance.of(accepted(task, principal), List.of());
  }

  /**
   * Compiles a recorded task and has it run. It goes on where an earlier delivery stopped.
   *
   * @throws ProblemException with what the compiler found wrong; it is in the run's row, too
   */
  public Acceptance carryOut(RunId run) {
    return Acceptance.of(carryOut.run(run), List.of());
  }

  private RunRow accepted(Task asked, String principal) {
    var task = asked.correlationId() == null ? asked.withCorrelationId(ids.get()) : asked;
    admission.check(task, principal);
    var digest = Digest.of(task.json());
    var known = runs.get(task.runId());
    return known.isPresent() ? same(known.get(), digest) : recorded(task, digest, principal);
  }

  private RunRow recorded(Task task, Digest digest, String principal) {
    var fixed = BoundTasks.isBound(task) ? bound.fixed(task) : packages.fixed(task);
    store(fixed, digest);
    // A dry run ends once it is compiled: for the registry that is what its task is.
    var verb = task.options().dryRun() ? TaskVerb.COMPILE : task.verb();
    var now = clock.instant();
    var row =
        RunRow.requested(task.runId(), verb, fixed.coordinates(), world, principal, digest, now)
            .with(changes -> changes.partialRollback(task.options().partialRollback()));
    var event =
        Event.ofRun(
            row.runId(),
            row.prn(),
            Event.RUN_REQUESTED,
            "%s asked to %s %s".formatted(principal, task.verb().label(), row.prn()),
            now);
    return runs.create(row, event) ? row : same(runs.get(row.runId()).orElseThrow(), digest);
  }

  /** The first of two equal requests stands: both may have fixed another package. */
  private void store(Task fixed, Digest digest) {
    var key = ObjectKeys.of(fixed.coordinates()).task(fixed.runId(), digest);
    try {
      objects.put(key, CanonicalJson.bytes(fixed.json()), Precondition.ABSENT);
    } catch (PreconditionFailedException _) {
      LOG.debug("the task of run {} is stored already", fixed.runId());
    }
  }

  private static RunRow same(RunRow known, Digest digest) {
    if (!known.requestDigest().equals(digest)) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.CONFLICT,
              "the correlation id " + known.runId() + " stands for another request",
              "Use a new correlation id for a new request."));
    }
    return known;
  }
}
