package io.coreautomation.local.embedded;

import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says that one process has the world of a home. The system frees it when that process ends,
 * however it ends, and keeps the line of those that wait.
 */
final class WorldLock implements AutoCloseable {
  /** Beyond the text, which others must be able to read where locks are mandatory. */
  private static final long PLACE = 1L << 30;

  /** An onlooker holds the place for some microseconds: see {@link #holder}. */
  private static final int TRIES = 10;

  private static final long BETWEEN_TRIES = TimeUnit.MILLISECONDS.toNanos(10);

  /**
   * What this process has. It must not open such a file once more: where locks belong to processes,
   * to close any channel of a file is to free its locks.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private WorldLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Who has a world.
   *
   * @param doing what, for people; empty if it has not said
   */
  record Holder(String process, String doing) {
    /** {@code process 1234 (run deploy 7c41d09e of prn:web:shop:main:42 since 12:01)}. */
    @Override
    public String toString() {
      return "process " + process + (doing.isEmpty() ? "" : " (" + doing + ")");
    }

    private static Holder read(FileChannel channel) throws IOException {
      var bytes = ByteBuffer.allocate(1024);
      channel.read(bytes, 0);
      var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      var lines = text.split("\n", 2);
      return new Holder(lines[0], lines.length == 1 ? "" : lines[1]);
    }
  }

  /**
   * Takes the lock.
   *
   * @throws ProblemException {@code LOCKED} if another process has it
   */
  static WorldLock take(Path home) {
    return taken(
        home,
        (channel, holder) -> {
          throw inUse(home, holder);
        });
  }

  /**
   * Takes the lock, after those that have it or stand in line for it.
   *
   * @param waiting is told once who has it, if somebody has
   * @throws InterruptedWaitException if this thread is interrupted meanwhile
   */
  static WorldLock await(Path home, Consumer<Holder> waiting) {
    return taken(
        home,
        (channel, holder) -> {
          waiting.accept(holder);
          try {
            channel.lock(PLACE, 1, false);
          } catch (FileLockInterruptionException e) {
            throw new InterruptedWaitException(e);
          }
        });
  }

  /** What to do while another process has the lock. */
  private interface Otherwise {
    void meet(FileChannel channel, Holder holder) throws IOException;
  }

  private static WorldLock taken(Path home, Otherwise otherwise) {
    var file = file(home);
    if (!OURS.add(file)) {
      throw inUse(home, new Holder(pid(), ""));
    }
    FileChannel channel = null;
    try {
      channel = open(file);
      if (!isLocked(channel)) {
        otherwise.meet(channel, Holder.read(channel));
      }
      var lock = new WorldLock(file, channel);
      lock.says("");
      return lock;
    } catch (IOException e) {
      free(file, channel);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      free(file, channel);
      throw e;
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    for (int i = 1; i < TRIES; i++) {
      if (channel.tryLock(PLACE, 1, false) != null) {
        return true;
      }
      LockSupport.parkNanos(BETWEEN_TRIES);
    }
    return channel.tryLock(PLACE, 1, false) != null;
  }

  /** Who has the world of a home, if somebody has. */
  static Optional<Holder> holder(Path home) {
    var file = file(home);
    if (!OURS.add(file)) {
      return Optional.of(new Holder(pid(), ""));
    }
    try (var channel = open(file)) {
      var lock = channel.tryLock(PLACE, 1, false);
      return lock == null ? Optional.of(Holder.read(channel)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      OURS.remove(file);
    }
  }

  /** Tells others what this process does with the world. */
  void says(String doing) {
    try {
      var text = (pid() + "\n" + doing).getBytes(StandardCharsets.UTF_8);
      channel.write(ByteBuffer.wrap(text), 0);
      channel.truncate(text.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProblemException inUse(Path home, Holder holder) {
    return new ProblemException(
        Problem.of(
            ProblemCode.LOCKED,
            "the world in " + home + " is in use by " + holder,
            "Wait until it has ended, or use another --home."));
  }

  private static Path file(Path home) {
    return home.resolve("world.lock").toAbsolutePath().normalize();
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static String pid() {
    return String.valueOf(ProcessHandle.current().pid());
  }

  private static void free(Path file, @Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      OURS.remove(file);
    }
  }

  @Override
  public void close() {
    free(file, channel);
  }
}
