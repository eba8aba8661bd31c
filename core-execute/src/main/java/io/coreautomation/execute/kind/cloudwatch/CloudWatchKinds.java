package io.coreautomation.execute.kind.cloudwatch;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of CloudWatch. */
public final class CloudWatchKinds {
  private CloudWatchKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new PutMetricData());
  }
}
