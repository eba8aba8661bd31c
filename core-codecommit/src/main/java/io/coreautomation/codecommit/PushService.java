package io.coreautomation.codecommit;

import io.coreautomation.codecommit.PushOutcome.Ignored;
import io.coreautomation.codecommit.PushOutcome.Submitted;
import io.coreautomation.framework.archive.PackageFiles;
import io.coreautomation.framework.archive.PackageZip;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.Coordinates.InvalidCoordinateException;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.Mailbox;
import io.coreautomation.framework.door.Mailbox.Layer;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.Deployment;
import io.coreautomation.framework.task.PackageRef;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskOptions;
import io.coreautomation.framework.task.TaskType;
import io.coreautomation.framework.task.TaskVerb;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a push on a branch into one deployment of the repository's {@code platform} folder.
 *
 * <p>EventBridge delivers at least once and in any order. The run's id follows from repository,
 * branch and commit, so a push that is delivered twice is one run; and a push whose commit the
 * branch has left behind is ignored, as the newer commit has an event of its own.
 */
public final class PushService {
  private static final Logger LOG = LoggerFactory.getLogger(PushService.class);
  private static final String FOLDER = "platform";
  private static final int SHORT_COMMIT = 8;

  private final String client;
  private final RepositoryReader repositories;
  private final ObjectStore objects;
  private final Mailbox mailbox;

  /**
   * A service for one tenant.
   *
   * @param client the tenant that all repositories of this account belong to
   */
  public PushService(
      String client, RepositoryReader repositories, ObjectStore objects, Mailbox mailbox) {
    this.client = client;
    this.repositories = repositories;
    this.objects = objects;
    this.mailbox = mailbox;
  }

  /** Submits what was pushed, if it concerns us. Repeating it with the same event is harmless. */
  public PushOutcome received(PushEvent event) {
    var push = event.detail();
    var commit = push.commitId();
    if (!push.referenceType().equals("branch")) {
      return ignored(push, "it is no branch");
    }
    if (push.event().equals("referenceDeleted") || commit == null) {
      return ignored(push, "the branch was deleted");
    }
    var tree = repositories.tree(push.repositoryName(), commit, FOLDER);
    if (tree.isEmpty()) {
      return ignored(push, "it has no folder '" + FOLDER + "'");
    }
    if (tree.equals(before(push))) {
      return ignored(push, "nothing in '" + FOLDER + "' changed");
    }
    var newest = repositories.head(push.repositoryName(), push.referenceName());
    if (!newest.equals(Optional.of(commit))) {
      return ignored(push, "the branch is at a newer commit, which has an event of its own");
    }
    return coordinates(push, commit)
        .<PushOutcome>map(at -> submitted(event, commit, at))
        .orElseGet(
            () -> ignored(push, "its name is not <portfolio>-<app>, as names of deployments go"));
  }

  private Optional<String> before(PushEvent.Detail push) {
    var old = push.oldCommitId();
    return old == null ? Optional.empty() : repositories.tree(push.repositoryName(), old, FOLDER);
  }

  private Optional<Coordinates> coordinates(PushEvent.Detail push, String commit) {
    var name = push.repositoryName();
    var dash = name.indexOf('-');
    if (dash < 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Coordinates(
              client,
              name.substring(0, dash),
              name.substring(dash + 1),
              push.referenceName(),
              commit.substring(0, Math.min(SHORT_COMMIT, commit.length())),
              null));
    } catch (InvalidCoordinateException _) {
      return Optional.empty();
    }
  }

  private Submitted submitted(PushEvent event, String commit, Coordinates at) {
    var push = event.detail();
    var zip =
        PackageZip.write(
            PackageFiles.of(repositories.files(push.repositoryName(), commit, FOLDER)));
    var digest = Digest.of(zip);
    var key = ObjectKeys.of(at).packageZip(digest);
    objects.put(key, zip, Precondition.NONE);
    var run = RunId.named(event.repositoryArn() + "\n" + push.referenceName() + "\n" + commit);
    var task =
        new Task(
            TaskVerb.DEPLOY,
            TaskType.DEPLOYSPEC,
            new Deployment(at, null, null, Map.of()),
            new PackageRef(key, digest),
            TaskOptions.DEFAULT,
            run);
    // The repository is who asks: what its branches may deploy is granted to it. Who may push to
    // it is CodeCommit's to say.
    mailbox.send(
        Layer.INVOKER,
        Json.object().put("principal", event.repositoryArn()).set("task", task.json()));
    LOG.info(
        "{} pushed {} to {} of {}: run {}",
        push.callerUserArn(),
        commit,
        push.referenceName(),
        push.repositoryName(),
        run);
    return new Submitted(run);
  }

  private static Ignored ignored(PushEvent.Detail push, String reason) {
    LOG.info(
        "ignored {} of {} in {}: {}",
        push.event(),
        push.referenceName(),
        push.repositoryName(),
        reason);
    return new Ignored(reason);
  }
}
