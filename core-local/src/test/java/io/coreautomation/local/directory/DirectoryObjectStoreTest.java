package io.coreautomation.local.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.door.ObjectStoreContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryObjectStoreTest extends ObjectStoreContract {
  @TempDir Path folder;

  @Override
  protected ObjectStore store() {
    return directory();
  }

  private DirectoryObjectStore directory() {
    return new DirectoryObjectStore(folder, "acme-automation-eu-west-1");
  }

  @Test
  void an_etag_is_the_quoted_hash_of_the_content() {
    assertThat(store().put("key", "abc".getBytes(UTF_8), Precondition.NONE))
        .isEqualTo("\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"");
  }

  @Test
  void an_object_is_a_file_that_people_find() {
    store().put("packages/web/shop/package.zip", new byte[] {1}, Precondition.NONE);

    assertThat(folder.resolve("objects/packages/web/shop/package.zip")).hasBinaryContent(bytes(1));
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void a_refused_write_leaves_no_file_behind() throws IOException {
    store().put("key", bytes(1), Precondition.NONE);
    try {
      store().put("key", bytes(2), Precondition.ABSENT);
    } catch (ObjectStore.PreconditionFailedException e) {
      assertThat(e).hasMessageContaining("'key'");
    }

    try (var files = Files.list(folder.resolve("incoming"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void deleting_the_last_object_of_a_folder_removes_the_folder() {
    store().put("a/b/c", bytes(1), Precondition.NONE);
    store().put("a/d", bytes(1), Precondition.NONE);

    store().delete("a/b/c");

    assertThat(folder.resolve("objects/a/b")).doesNotExist();
    assertThat(folder.resolve("objects/a/d")).exists();
  }

  @Test
  void writers_of_several_processes_lose_no_update() throws Exception {
    var others = List.of(otherProcess(), otherProcess());
    CountUp.main(folder.toString());

    for (var other : others) {
      assertThat(other.waitFor()).isZero();
    }
    assertThat(store().get("count").orElseThrow().content()).hasSize(3 * CountUp.TIMES);
  }

  private Process otherProcess() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            CountUp.class.getName(),
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Makes an object longer, each time by one byte of the version that it has read. */
  static final class CountUp {
    static final int TIMES = 50;

    public static void main(String... arguments) {
      var store = new DirectoryObjectStore(Path.of(arguments[0]), "bucket");
      for (int done = 0; done < TIMES; ) {
        done += isLonger(store) ? 1 : 0;
      }
    }

    private static boolean isLonger(ObjectStore store) {
      var read = store.get("count");
      var content = read.map(ObjectStore.StoredObject::content).orElse(new byte[0]);
      try {
        store.put(
            "count",
            Arrays.copyOf(content, content.length + 1),
            read.<Precondition>map(object -> new Precondition.Matches(object.etag()))
                .orElse(Precondition.ABSENT));
        return true;
      } catch (ObjectStore.PreconditionFailedException e) {
        return false;
      }
    }
  }

  @Test
  void an_address_leads_back_to_its_object() {
    store().put("files/a b+c.yaml", bytes(1, 2), Precondition.NONE);

    var url = store().url("files/a b+c.yaml");
    assertThat(url)
        .hasToString("https://core-local.invalid/acme-automation-eu-west-1/files/a%20b+c.yaml");
    assertThat(directory().fetch(url)).contains(bytes(1, 2));
    assertThat(directory().fetch(store().presign("files/a b+c.yaml", Duration.ofHours(1))))
        .contains(bytes(1, 2));
  }

  @Test
  void other_addresses_lead_nowhere() throws IOException {
    var secret = Files.write(folder.resolve("secret"), bytes(1));

    assertThat(directory().fetch(secret.toUri())).isEmpty();
    assertThat(directory().fetch(URI.create(folder.toUri() + "objects/../secret"))).isEmpty();
    assertThat(directory().fetch(store().url("missing"))).isEmpty();
    assertThat(directory().fetch(URI.create("https://core-local.invalid/other/missing"))).isEmpty();
    assertThat(directory().fetch(URI.create("https://example.com/a.yaml"))).isEmpty();
  }
}
