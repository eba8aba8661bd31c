package io.coreautomation.execute.turn;

import io.coreautomation.framework.door.Concurrency;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Calls one after the other, in the thread of who asks: it may die with one of them. */
final class InOrder implements Concurrency {
  @Override
  public <T> List<T> all(List<? extends Callable<T>> calls) {
    var results = new ArrayList<T>();
    for (var call : calls) {
      try {
        results.add(call.call());
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    return results;
  }
}
