package io.coreautomation.execute.turn;

import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.testing.InMemoryObjectStore;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects in memory, of a process that may die at any write, and with others that are faster. */
final class FragileStore implements ObjectStore {
  /** The process dies. Not an exception: the engine may not catch it. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private int writes;
  private int crashAt = -1;
  private boolean crashBefore;
  private String readOf = "";
  private Runnable beforeRead = () -> {};
  private int answerLostAt = -1;
  private Runnable beforeWrite = () -> {};

  /** As nobody in particular sees it: nothing goes wrong there. */
  ObjectStore objects() {
    return objects;
  }

  /** Lets the process die at the n-th write from now, before it or after it. */
  void crashAt(int write, boolean before) {
    crashAt = writes + write;
    crashBefore = before;
  }

  /** Lets it live. */
  void crashNoMore() {
    crashAt = -1;
  }

  /** Loses the answer of the n-th write from now, which is sent again. */
  void loseAnswerOfWrite(int write) {
    answerLostAt = writes + write;
  }

  int writes() {
    return writes;
  }

  /** Something that happens just before the next write of an object. */
  void beforeNextWrite(Runnable happening) {
    beforeWrite = happening;
  }

  /** Something that happens just before the next read of an object whose key contains that. */
  void beforeNextRead(String of, Runnable happening) {
    readOf = of;
    beforeRead = happening;
  }

  @Override
  public Optional<StoredObject> get(String key) {
    if (key.contains(readOf)) {
      var happening = beforeRead;
      beforeRead = () -> {};
      happening.run();
    }
    return objects.get(key);
  }

  @Override
  public String put(String key, byte[] content, Precondition precondition) {
    var happening = beforeWrite;
    beforeWrite = () -> {};
    happening.run();
    writes++;
    if (writes == crashAt && crashBefore) {
      throw new Crash();
    }
    var etag = objects.put(key, content, precondition);
    if (writes == crashAt) {
      throw new Crash();
    }
    return writes == answerLostAt ? objects.put(key, content, precondition) : etag;
  }

  @Override
  public void delete(String key) {
    objects.delete(key);
  }

  @Override
  public Listing list(String prefix, @Nullable String after) {
    return objects.list(prefix, after);
  }

  @Override
  public URI presign(String key, Duration validity) {
    return objects.presign(key, validity);
  }

  @Override
  public URI url(String key) {
    return objects.url(key);
  }
}
