package io.coreautomation.execute.kind;

import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.task.TaskVerb;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkClient;

/** What a kind may know and use while it works on one action. */
public interface ActionContext {
  RunId run();

  Action action();

  /** The account and region of the action; only for kinds that have one. */
  Target target();

  /** Who owns what the action makes: the deployment, down to its branch. */
  Prn owner();

  /**
   * Whether an earlier call of this attempt may have reached AWS, so that its work must be looked
   * for first.
   */
  boolean mayHaveStarted();

  /**
   * Whether the action is called off: its earlier work is looked for and followed, nothing new is
   * begun. A kind that finds none answers {@link Progress.NotBegun}.
   */
  boolean isCalledOff();

  /** The client token of one mutating call of this attempt; the same whenever it is asked for. */
  String token(String step);

  /**
   * Values in the params that nobody knows before other actions are done; their references stand in
   * their places. Only a preview meets some: it says what it can without them.
   */
  default List<String> needs() {
    return List.of();
  }

  /** What the plan says of the action; nothing where none is carried out. */
  default Optional<Planned> planned() {
    return Optional.empty();
  }

  /**
   * What the registry says of the thing that the action is about, if that was last made from just
   * the inputs that the action has. If it is trusted, the kind answers that nothing changes, and
   * asks AWS nothing; else it is worth no more than AWS confirms.
   */
  default Optional<Recorded> recorded() {
    return Optional.empty();
  }

  /** A client for the action's account and region, in the role that the work is done in. */
  default <C extends SdkClient> C client(Class<C> service) {
    return client(service, target());
  }

  /** The same for another place that the action has to do with, such as where a copy comes from. */
  <C extends SdkClient> C client(Class<C> service, Target place);

  /** The role that CloudFormation takes on to make resources in the action's account. */
  String stackExecutionRole();

  /** The policy that limits users in the action's account, unless their author names another. */
  String userBoundary();

  /**
   * The run that carries out this action.
   *
   * @param task what that run does
   */
  default ChildRun child(TaskVerb task) {
    return child(action().id(), task);
  }

  /** The run that has carried out another action of the same run. */
  ChildRun child(String action, TaskVerb task);

  /** An object of the store, by key. */
  byte[] object(String key);

  /** The address under which CloudFormation can read an object of the store. */
  URI objectUrl(String key);

  /** World time. */
  Instant now();
}
