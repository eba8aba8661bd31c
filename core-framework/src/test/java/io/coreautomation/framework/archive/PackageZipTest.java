package io.coreautomation.framework.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageZipTest {
  @TempDir Path folder;

  private static byte[] zip(String... names) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private void file(String path, String content) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @Test
  void a_folder_is_packed_the_same_way_each_time_without_what_is_no_part_of_it()
      throws IOException {
    file("deployspec.yaml", "[]");
    file("templates/a.yaml", "a");
    file("templates/a.log", "log");
    file("docs/drafts/b.md", "b");
    file("docs/c.md", "c");
    file(".git/HEAD", "x");
    file(".core/state", "x");
    file("target/x", "x");
    file("node_modules/x/y", "x");
    file(".coreignore", "# drafts\n*.log\ndocs/drafts/\n");

    var first = PackageZip.of(folder);
    Files.setLastModifiedTime(
        folder.resolve("deployspec.yaml"), java.nio.file.attribute.FileTime.fromMillis(0));

    assertThat(PackageZip.of(folder)).isEqualTo(first);
    assertThat(PackageZip.read(first).paths())
        .containsExactly(".coreignore", "deployspec.yaml", "docs/c.md", "templates/a.yaml");
    assertThat(PackageZip.read(first).get("templates/a.yaml")).hasValue("a".getBytes());
  }

  @Test
  void a_link_in_a_folder_is_refused_with_its_name() throws IOException {
    Files.createSymbolicLink(folder.resolve("secret"), folder.resolve("nowhere"));

    assertThatThrownBy(() -> PackageZip.of(folder))
        .hasMessage(
            "'secret' is a link or a device, which a package cannot hold. Put the file itself"
                + " there, or name it in .coreignore.");
  }

  @ParameterizedTest
  @CsvSource({
    "../x, it has the part '..'",
    "a/../../x, it has the part '..'",
    "./x, it has the part '.'",
    "a//x, it has the part ''",
    "/etc/passwd, it is absolute",
    "C:/x, it is absolute",
    "a\\..\\x, it has a backslash",
  })
  void a_path_out_of_the_package_is_refused_with_its_name(String path, String reason)
      throws IOException {
    var zip = zip("deployspec.yaml", path);

    assertThatThrownBy(() -> PackageZip.read(zip))
        .hasMessage(
            "the entry '"
                + path
                + "' cannot be in a package: "
                + reason
                + ". Use plain relative paths with '/'.");
  }

  @Test
  void one_path_twice_is_refused_also_in_another_case() throws IOException {
    var zip = zip("a.yaml", "A.yaml");

    assertThatThrownBy(() -> PackageZip.read(zip))
        .hasMessage(
            "the entry 'A.yaml' is in the zip twice, perhaps in another case. Keep one of the"
                + " two.");
  }

  @Test
  void a_link_in_a_zip_is_refused_with_its_name() throws IOException {
    var zip = zip("link");
    var central = indexOf(zip, 0x02014b50);
    zip[central + 5] = 3; // made on Unix
    ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(central + 38, 0xa1ff << 16);

    assertThatThrownBy(() -> PackageZip.read(zip))
        .hasMessage("the entry 'link' is a link or a device. Pack the file that it points to.");
  }

  @Test
  void a_zip_bomb_is_refused_with_the_name_of_its_entry() {
    var zip = PackageZip.write(PackageFiles.of(Map.of("zeros", new byte[8 << 20])));

    assertThatThrownBy(() -> PackageZip.read(zip))
        .hasMessage(
            "the entry 'zeros' unpacks to over 200 times its size, as a zip bomb does. Leave it"
                + " out.");
  }

  @Test
  void a_size_that_lies_is_found() throws IOException {
    var zip = zip("a");
    var central = indexOf(zip, 0x02014b50);
    ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(central + 24, 500_000);

    assertThatThrownBy(() -> PackageZip.read(zip))
        .hasMessage("the entry 'a' is damaged. Pack it again.");
  }

  @Test
  void too_many_entries_are_refused() throws IOException {
    var names = new String[10_001];
    Arrays.setAll(names, i -> "f" + i);
    var zip = zip(names);

    assertThatThrownBy(() -> PackageZip.read(zip))
        .hasMessage(
            "the zip has 10001 entries, over the limit of 10000. Leave out what is not needed,"
                + " with .coreignore.");
  }

  @Test
  void bytes_that_are_no_zip_end_in_a_problem_whatever_they_are() throws IOException {
    var random = new Random(7);
    var good = zip("a.yaml", "b/c.yaml");
    for (int i = 0; i < 2_000; i++) {
      var bad = good.clone();
      for (int flips = 0; flips < 3; flips++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        PackageZip.read(bad);
      } catch (ProblemException e) {
        assertThat(e.first().mend()).isNotEmpty();
      }
    }
    assertThatThrownBy(() -> PackageZip.read(new byte[10]))
        .hasMessage("this is no zip, or it is damaged. Pack it again: core package DIR.");
  }

  private static int indexOf(byte[] zip, int signature) {
    var buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < zip.length - 4; i++) {
      if (buffer.getInt(i) == signature) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}
