package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.execute.kind.own.OwnKinds;
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
          "a folder of jars and declarations that bring kinds of one's own; by default what"
              + " CORE_KINDS says")
  private @Nullable Path folder;

  /** Read once: what can be called must not change in the middle of a call. */
  private @Nullable OwnKinds read;

  OwnKinds own(Surroundings surroundings) {
    var own = read;
    if (own == null) {
      var named =
          folder == null
              ? surroundings.environment().getOrDefault(VARIABLE, "")
              : folder.toString();
      own =
          named.isEmpty()
              ? OwnKinds.none()
              : OwnKinds.in(surroundings.directory().resolve(named).normalize());
      read = own;
    }
    return own;
  }

  /** The option as it was given, for a call that a person may copy; empty if it was not. */
  String hint() {
    return folder == null ? "" : " --kinds " + folder;
  }
}
