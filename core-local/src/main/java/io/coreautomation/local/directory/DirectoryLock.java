package io.coreautomation.local.directory;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One writer at a time, among threads and processes. The operating system's lock is the process's,
 * not the thread's; so threads, also of different stores of one directory, first take turns.
 */
final class DirectoryLock {
  /** By file, for the process: the lock of the operating system is shared in the same way. */
  private static final Map<Path, DirectoryLock> LOCKS = new ConcurrentHashMap<>();

  private final ReentrantLock threads = new ReentrantLock();
  private final Path file;

  private DirectoryLock(Path file) {
    this.file = file;
  }

  static DirectoryLock of(Path file) {
    return LOCKS.computeIfAbsent(file, DirectoryLock::new);
  }

  <T> T hold(Callable<T> work) throws Exception {
    threads.lock();
    try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      return work.call();
    } finally {
      threads.unlock();
    }
  }
}
