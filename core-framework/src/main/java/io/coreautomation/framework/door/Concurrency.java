package io.coreautomation.framework.door;

import java.util.List;
import java.util.concurrent.Callable;

/** Runs calls side by side. */
public interface Concurrency {
  /**
   * Runs all calls and returns their results in the order given. If some throw, the first one's
   * exception (in the order given) is thrown after all have ended.
   */
  <T> List<T> all(List<? extends Callable<T>> calls);
}
