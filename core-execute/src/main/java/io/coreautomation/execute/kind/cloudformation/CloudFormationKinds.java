package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds about stacks. */
public final class CloudFormationKinds {
  private CloudFormationKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(
        new CreateStack(),
        new DeleteStack(),
        new CreateChangeSet(),
        new ApplyChangeSet(),
        new DeleteChangeSet(),
        new GetStackOutputs(),
        new GetStackReferences(),
        new DetectDrift(),
        new ContinueRollback(),
        new PutStackSet(),
        new DeleteStackSet());
  }
}
