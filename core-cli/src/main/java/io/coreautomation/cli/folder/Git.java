package io.coreautomation.cli.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What git knows of a folder; nothing where there is no git or no repository. */
public final class Git {
  /** Seven digits are the fewest that git makes; a shorter number is more likely a count. */
  private static final Pattern SHORT_ID = Pattern.compile("[0-9a-f]{7,64}");

  private final Path folder;

  public Git(Path folder) {
    this.folder = folder;
  }

  /** The branch that is checked out. */
  Optional<String> branch() {
    return answer("symbolic-ref", "--short", "HEAD");
  }

  /** The short id of the commit that is checked out. */
  Optional<String> commit() {
    return answer("rev-parse", "--short", "HEAD");
  }

  /** The full id of the commit whose short id this is, if the repository has one. */
  public Optional<String> commit(String shortId) {
    return SHORT_ID.matcher(shortId).matches()
        ? answer("rev-parse", "--verify", "--quiet", shortId + "^{commit}")
        : Optional.empty();
  }

  private Optional<String> answer(String... arguments) {
    var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 && !text.isBlank()
          ? Optional.of(text.strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // git is not installed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
