package io.coreautomation.execute.kind.elb;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of Elastic Load Balancing. */
public final class ElbKinds {
  private ElbKinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new UnprotectElb());
  }
}
