package io.coreautomation.framework.task;

import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Binder;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import io.coreautomation.framework.shape.Shape;
import io.coreautomation.framework.shape.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads tasks as they come: in our camelCase, in upstream's PascalCase, in snake_case; YAML or
 * JSON. A claim of identity is read and dropped, with a warning: who asks is known from the
 * caller's credentials.
 */
public final class TaskReader {
  private static final Pattern PACKAGE_DIGEST = Pattern.compile(".*/([0-9a-f]{64})\\.zip");

  /** A task, and what its writer should know about how it was read. */
  public record Reading(Task task, List<Problem> warnings) {}

  /** What may stand on the wire. */
  public static Shape.Fields shape() {
    return Shapes.of(Wire.class);
  }

  /**
   * Reads a document.
   *
   * @throws ProblemException with everything that is wrong with it
   */
  public Reading read(String file, byte[] content) {
    return read(new DocumentReader().read(file, content, Dialect.PACKAGE));
  }

  /** As {@link #read(String, byte[])}, from a document that was read before. */
  public Reading read(Node document) {
    var problems = new Problems();
    var wire = new Binder(problems).bind(Wire.class, document, "");
    problems.throwIfAny();
    var bound = wire.orElseThrow();
    var warnings = new ArrayList<Problem>();
    if (bound.identity() != null) {
      warnings.add(
          Problem.at(
              bound.identity().source(),
              ProblemCode.FIELD_INVALID,
              "the field 'identity' is ignored",
              "Remove it: who asks is known from the caller's credentials."));
    }
    return new Reading(task(bound), List.copyOf(warnings));
  }

  private static Task task(Wire wire) {
    var options = wire.options() == null ? TaskOptions.DEFAULT : wire.options();
    return new Task(
        TaskVerb.parse(wire.task()),
        wire.type() == null ? TaskType.DEPLOYSPEC : wire.type(),
        wire.deployment().deployment(wire.client()),
        wire.packageRef() == null ? null : wire.packageRef().ref(),
        new TaskOptions(
            options.force() || wire.force(),
            options.dryRun() || wire.dryRun(),
            options.onFailure(),
            options.maxParallel(),
            options.onLocked(),
            options.plan(),
            options.trustRegistry(),
            options.partialRollback()),
        wire.correlationId() == null ? null : RunId.parse(wire.correlationId()));
  }

  @Doc("A task: a verb, what to do it to, and how.")
  record Wire(
      @Doc("package, upload, compile, plan, apply, deploy, release or teardown") String task,
      @Doc("what the package holds") @Nullable TaskType type,
      @Doc("the tenant; may stand in the deployment instead") @Nullable String client,
      @Doc("where it is deployed to") @Alias("deploymentDetails") WireDeployment deployment,
      @Doc("where the package lies; by default the newest of these coordinates") @Alias("package")
          @Nullable WirePackage packageRef,
      @Doc("how it is carried out") @Nullable TaskOptions options,
      @Doc("the id of the run, a UUID; minted when left out") @Nullable String correlationId,
      @Doc("as options.force") boolean force,
      @Doc("as options.dryRun") boolean dryRun,
      @Doc("ignored: the caller's credentials tell") @Nullable Node identity,
      @Doc("ignored: upstream's word for what comes next") @Nullable Node flowControl,
      @Doc("ignored: lists are found by their digest") @Nullable Node actions,
      @Doc("ignored: state is found by the run") @Nullable Node state) {
    Wire {
      if (TaskVerb.find(task).isEmpty()) {
        throw new InvalidFieldException(
            "task",
            "there is no task '" + task + "'",
            NearestName.suggestion(TaskVerb.labels(), task));
      }
      if (deployment.client() == null && client == null) {
        throw new InvalidFieldException(
            "deployment", "the client is missing", "Add 'client' to the deployment.");
      }
      try {
        deployment.coordinates(client);
      } catch (Coordinates.InvalidCoordinateException e) {
        throw new InvalidFieldException("deployment", message(e), e.mend());
      }
      if (correlationId != null) {
        try {
          RunId.parse(correlationId);
        } catch (IllegalArgumentException e) {
          throw new InvalidFieldException(
              "correlationId", message(e), "Leave it out, or use a UUID.");
        }
      }
    }

    private static String message(Exception e) {
      return Objects.requireNonNullElse(e.getMessage(), "it cannot be read");
    }
  }

  record WireDeployment(
      @Doc("the tenant") @Nullable String client,
      @Doc("the business application") String portfolio,
      @Doc("the deployable unit") @Nullable String app,
      @Doc("the git branch") @Nullable String branch,
      @Doc("upstream's short name; ours is derived from the branch") @Nullable Node branchShortName,
      @Doc("the version") @Nullable String build,
      @Doc("one part of a build") @Nullable String component,
      @Doc("such as prod") @Nullable String environment,
      @Doc("free text") @Nullable String dataCenter,
      @Doc("ignored: derived from what is filled") @Nullable Node scope,
      @Doc("ignored") @Nullable Node stackFile,
      @Doc("ignored") @Nullable Node deliveredBy,
      @Doc("for everything that the task makes") Map<String, String> tags) {
    Coordinates coordinates(@Nullable String outerClient) {
      var tenant =
          Stream.of(client, outerClient).filter(Objects::nonNull).findFirst().orElseThrow();
      return new Coordinates(tenant, portfolio, app, branch, build, component);
    }

    Deployment deployment(@Nullable String outerClient) {
      return new Deployment(coordinates(outerClient), environment, dataCenter, tags);
    }
  }

  record WirePackage(
      @Doc("the key in the object store") String key,
      @Doc("sha256-…, if known") @Nullable String digest,
      @Doc("ignored: the platform's own") @Alias("bucketName") @Nullable Node bucket,
      @Doc("ignored") @Nullable Node bucketRegion,
      @Doc("ignored") @Nullable Node client,
      @Doc("ignored") @Nullable Node versionId,
      @Doc("ignored") @Nullable Node mode,
      @Doc("ignored") @Nullable Node contentType,
      @Doc("ignored") @Nullable Node compileMode) {
    PackageRef ref() {
      var named = PACKAGE_DIGEST.matcher(key);
      if (digest != null) {
        return new PackageRef(key, Digest.parse(digest));
      }
      return new PackageRef(key, named.matches() ? new Digest(named.group(1)) : null);
    }
  }
}
