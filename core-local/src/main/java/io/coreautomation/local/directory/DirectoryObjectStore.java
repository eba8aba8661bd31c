package io.coreautomation.local.directory;

import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Objects as files: {@code objects/<key>} below a directory. A file appears by a rename, so that it
 * is there as a whole or not at all; writes are ordered by a lock that holds among the threads and
 * the processes of a machine. An object's ETag is the SHA-256 of its content.
 */
public final class DirectoryObjectStore implements ObjectStore {
  /** A host that no resolver knows (RFC 2606): its addresses are for {@link #fetch} only. */
  private static final String HOST = "core-local.invalid";

  private static final int PAGE = 1000;
  private static final Comparator<String> UTF_8 =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final String bucket;
  private final Path objects;
  private final Path incoming;
  private final DirectoryLock lock;

  /**
   * @param directory is made if it is not there
   * @param bucket the name that addresses show
   */
  public DirectoryObjectStore(Path directory, String bucket) {
    this.bucket = bucket;
    this.objects = directory.resolve("objects");
    this.incoming = directory.resolve("incoming");
    unchecked(() -> Files.createDirectories(objects));
    unchecked(() -> Files.createDirectories(incoming));
    this.lock = unchecked(() -> DirectoryLock.of(directory.toRealPath().resolve("lock")));
  }

  @Override
  public Optional<StoredObject> get(String key) {
    var content = read(file(key));
    return content == null
        ? Optional.empty()
        : Optional.of(new StoredObject(content, etag(content)));
  }

  private static byte @Nullable [] read(Path file) {
    return unchecked(
        () -> {
          try {
            return Files.isDirectory(file) ? null : Files.readAllBytes(file);
          } catch (NoSuchFileException e) {
            return null;
          } catch (java.nio.file.FileSystemException e) {
            if (isBelowAFile(file)) {
              return null;
            }
            throw e;
          }
        });
  }

  /** A key that goes on where another ends names nothing. */
  private static boolean isBelowAFile(Path file) {
    var parent = file.getParent();
    return parent != null
        && (Files.isRegularFile(parent) || (!Files.exists(parent) && isBelowAFile(parent)));
  }

  private static String etag(byte[] content) {
    return '"' + Digest.of(content).hex() + '"';
  }

  @Override
  public String put(String key, byte[] content, Precondition precondition) {
    var file = file(key);
    return unchecked(
        () -> {
          var ready = Files.createTempFile(incoming, "put", null);
          try {
            write(ready, content);
            return lock.hold(
                () -> {
                  if (!holds(precondition, file)) {
                    throw new PreconditionFailedException(key, precondition);
                  }
                  Files.createDirectories(file.getParent());
                  Files.move(
                      ready,
                      file,
                      StandardCopyOption.ATOMIC_MOVE,
                      StandardCopyOption.REPLACE_EXISTING);
                  return etag(content);
                });
          } finally {
            Files.deleteIfExists(ready);
          }
        });
  }

  /** On the disk before it gets its name: a rename must not overtake the content. */
  private static void write(Path file, byte[] content) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(false);
    }
  }

  private static boolean holds(Precondition precondition, Path file) {
    return switch (precondition) {
      case Precondition.None _ -> true;
      case Precondition.Absent _ -> !Files.exists(file);
      case Precondition.Matches(String etag) -> {
        var stored = read(file);
        yield stored != null && etag(stored).equals(etag);
      }
    };
  }

  @Override
  public void delete(String key) {
    var file = file(key);
    unchecked(
        () ->
            lock.hold(
                () -> {
                  if (Files.isRegularFile(file)) {
                    Files.delete(file);
                    deleteEmpty(file.getParent());
                  }
                  return true;
                }));
  }

  private void deleteEmpty(@Nullable Path folder) throws IOException {
    try {
      var at = folder;
      while (at != null && !at.equals(objects)) {
        Files.delete(at);
        at = at.getParent();
      }
    } catch (DirectoryNotEmptyException e) {
      // Others live there, and in all that are above it.
    }
  }

  @Override
  public Listing list(String prefix, @Nullable String after) {
    var found =
        keysBelow(folder(prefix)).stream()
            .filter(key -> key.startsWith(prefix))
            .filter(key -> after == null || UTF_8.compare(key, after) > 0)
            .sorted(UTF_8)
            .limit(PAGE + 1)
            .toList();
    if (found.size() <= PAGE) {
      return new Listing(found, null);
    }
    var page = List.copyOf(found.subList(0, PAGE));
    return new Listing(page, page.getLast());
  }

  /** The deepest folder that holds every key with the prefix. */
  private Path folder(String prefix) {
    var end = prefix.lastIndexOf('/');
    return end < 1 ? objects : file(prefix.substring(0, end));
  }

  private List<String> keysBelow(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    return unchecked(
        () -> {
          try (var files = Files.walk(folder)) {
            return files
                .filter(Files::isRegularFile)
                .map(file -> ObjectFileName.key(objects.relativize(file)))
                .toList();
          } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
              return keysBelow(folder); // a folder went away while we walked
            }
            throw e;
          }
        });
  }

  /** The file itself: whoever may read it needs no signature, and it stays valid. */
  @Override
  public URI presign(String key, Duration validity) {
    return file(key).toUri();
  }

  /** An address that says which object is meant, and which no network reaches. */
  @Override
  public URI url(String key) {
    try {
      return new URI("https", HOST, "/" + bucket + "/" + ObjectStore.checkedKey(key), null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no address can be made of '" + key + "'", e);
    }
  }

  /** The object that {@link #url} or {@link #presign} gave this address; nothing for others. */
  public Optional<byte[]> fetch(URI address) {
    var start = "/" + bucket + "/";
    if (HOST.equals(address.getHost()) && address.getPath().startsWith(start)) {
      return get(address.getPath().substring(start.length())).map(StoredObject::content);
    }
    if ("file".equals(address.getScheme())) {
      var file = Path.of(address).normalize();
      return file.startsWith(objects.toAbsolutePath().normalize())
          ? Optional.ofNullable(read(file))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private Path file(String key) {
    return objects.resolve(ObjectFileName.path(ObjectStore.checkedKey(key)));
  }

  private static <T> T unchecked(Callable<T> work) {
    try {
      return work.call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("nothing else is thrown here", e);
    }
  }
}
