package io.coreautomation.execute.kind.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.execute.kind.system.NoOp;
import io.coreautomation.framework.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnKindsTest {
  private static final String SERVICE = "META-INF/services/" + ActionHandler.class.getName();
  private static final String OWN_NAME =
      " Give it a name of its own, or remove one of the two: each spelling means one kind.";
  private static final String BUILD =
      " Build it against this release of core; a kind is a public class with a constructor that"
          + " takes nothing.";

  @TempDir Path folder;

  @Test
  void what_a_jar_brings_stands_beside_what_core_ships() throws IOException {
    jar("a.jar", SERVICE, OtherKind.class.getName());
    Files.writeString(folder.resolve("notes.txt"), "no jar");

    var jars = OwnKinds.in(folder);

    assertThat(jars.kinds().handler("ACME::Other")).isInstanceOf(OtherKind.class);
    assertThat(jars.kinds().all()).hasSize(Kinds.shipped().all().size() + 1);
    assertThat(jars.from("ACME::Other")).isEqualTo("a.jar");
    assertThat(jars.from("SYSTEM::NoOp")).isEqualTo("core");
  }

  @Test
  void a_name_that_core_has_is_refused() throws IOException {
    jar("a.jar", SERVICE, NoOp.class.getName());

    refused("a.jar: it brings the kind 'SYSTEM::NoOp', which core ships." + OWN_NAME);
  }

  @Test
  void a_name_with_a_spelling_that_core_has_is_refused() throws IOException {
    jar("a.jar", SERVICE, OtherKind.Alike.class.getName());

    refused(
        "a.jar: it brings the kind 'ACME::NoOp', which is spelled like 'SYSTEM::NoOp',"
            + " which core ships."
            + OWN_NAME);
  }

  @Test
  void a_name_that_two_jars_have_is_refused() throws IOException {
    jar("a.jar", SERVICE, OtherKind.class.getName());
    jar("b.jar", SERVICE, OtherKind.class.getName());

    refused("b.jar: it brings the kind 'ACME::Other', which a.jar brings." + OWN_NAME);
  }

  @Test
  void each_jar_that_is_of_no_use_is_named() throws IOException {
    Files.writeString(folder.resolve("a.jar"), "no archive at all");
    jar("b.jar", "readme.txt", "no kinds");
    jar("c.jar", SERVICE, "example.Missing");
    jar("d.jar", SERVICE, OtherKind.Failing.class.getName());
    jar("e.jar", SERVICE, OtherKind.Misnamed.class.getName());
    jar("f.jar", SERVICE, OtherKind.Inverted.class.getName());

    refused(
        "a.jar: it cannot be read: zip END header not found. Build it or copy it again.\n"
            + "b.jar: it brings no kind. It needs a file "
            + SERVICE
            + " that names its kinds.\n"
            + "c.jar: its kinds cannot be loaded: "
            + ActionHandler.class.getName()
            + ": Provider example.Missing not found."
            + BUILD
            + "\nd.jar: the description of "
            + OtherKind.Failing.class.getName()
            + " fails: no name today."
            + BUILD
            + "\ne.jar: 'acme' is no name of a kind. Write it as ACME::DoThis.\n"
            + "e.jar: 'acme' needs 'everything', which is no IAM action."
            + " Write it as s3:GetObject.\n"
            + "f.jar: the inverse of 'ACME::Other' is 'ACME::Undo', no known kind."
            + " Name a kind that core ships or that the same folder brings.");
  }

  @Test
  void a_folder_that_is_not_there_is_refused() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> OwnKinds.in(folder.resolve("none")))
        .withMessage(
            "there is no folder of kinds '"
                + folder.resolve("none")
                + "'. Make it and put jars or declarations there, or name another.");
  }

  private void refused(String message) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> OwnKinds.in(folder))
        .withMessage(message);
  }

  private void jar(String name, String entry, String text) throws IOException {
    try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      jar.putNextEntry(new ZipEntry(entry));
      jar.write(text.getBytes(StandardCharsets.UTF_8));
      jar.closeEntry();
    }
  }
}
