package io.coreautomation.local.embedded;

import io.coreautomation.deployspec.compile.Compiler;
import io.coreautomation.execute.kind.Kinds;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an embedded platform keeps its things, and which world it works on.
 *
 * @param home the {@code .core} folder
 * @param endpoint of an emulator that speaks AWS's wire; null for the twin
 * @param pace how fast world time passes on the twin: {@code instant}, {@code real}, or {@code x60}
 *     and the like
 * @param principal who asks, as {@code local:<user>}
 * @param mostOfARun actions of one run: longer lists are divided
 * @param kinds of action that there are
 */
public record EmbeddedSettings(
    Path home, @Nullable URI endpoint, String pace, String principal, int mostOfARun, Kinds kinds) {

  /** Settings for the kinds that core ships. */
  public EmbeddedSettings(
      Path home, @Nullable URI endpoint, String pace, String principal, int mostOfARun) {
    this(home, endpoint, pace, principal, mostOfARun, Kinds.shipped());
  }

  /** Settings for runs of the usual size. */
  public EmbeddedSettings(Path home, @Nullable URI endpoint, String pace, String principal) {
    this(home, endpoint, pace, principal, Compiler.MOST_OF_A_RUN);
  }

  public EmbeddedSettings withKinds(Kinds others) {
    return new EmbeddedSettings(home, endpoint, pace, principal, mostOfARun, others);
  }

  /** The database that has the registry. */
  Path registryFile() {
    return home.resolve("registry.db");
  }

  /** The file that has an object of the store. */
  Path objectFile(String key) {
    return home.resolve("objects").resolve(key);
  }
}
