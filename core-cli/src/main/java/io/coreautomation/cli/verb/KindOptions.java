package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.execute.kind.jar.KindJars;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where kinds come from that core does not ship. */
final class KindOptions {
  private static final String VARIABLE = "CORE_KINDS";

  @Option(
      names = "--kinds",
      paramLabel = "DIR",
      description =
          "a folder of jars that bring kinds of their own; by default what CORE_KINDS says")
  private @Nullable Path folder;

  /** Read once: what can be called must not change in the middle of a call. */
  private @Nullable KindJars read;

  KindJars jars(Surroundings surroundings) {
    var jars = read;
    if (jars == null) {
      var named =
          folder == null
              ? surroundings.environment().getOrDefault(VARIABLE, "")
              : folder.toString();
      jars =
          named.isEmpty()
              ? KindJars.none()
              : KindJars.in(surroundings.directory().resolve(named).normalize());
      read = jars;
    }
    return jars;
  }

  /** The option as it was given, for a call that a person may copy; empty if it was not. */
  String hint() {
    return folder == null ? "" : " --kinds " + folder;
  }
}
