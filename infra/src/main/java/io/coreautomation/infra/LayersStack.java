package io.coreautomation.infra;

import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The layers between a task and a run: invoker, deployspec compiler, runner. */
public final class LayersStack extends Stack {
  public LayersStack(Construct scope, String id, StackProps props, Platform platform) {
    super(scope, id, props);
    var letters =
        new DeadLetters(this, "DeadLetters", platform.names().base() + "-layers-dead-letters");
    for (Handler layer : List.of(Handler.INVOKER, Handler.DEPLOYSPEC, Handler.RUNNER)) {
      new PlatformFunction(this, platform, layer, letters.queue());
    }
    new Alarms(this, platform.names())
        .onDeadLetters(
            "layers-dead-letters", letters, "A task was accepted but could not be handed on.");
  }
}
