package io.coreautomation.framework.archive;

import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a package by their path: relative, with {@code /}, without {@code .} and {@code ..}.
 * Contents are not copied: nobody changes them.
 */
public final class PackageFiles {
  /** More files than any package of people's making. */
  public static final int MAX_FILES = 10_000;

  /** All files together, 256 MB: what a function can hold in its memory. */
  public static final long MAX_BYTES = 256L << 20;

  private final SortedMap<String, byte[]> contents;

  private PackageFiles(Map<String, byte[]> contents) {
    this.contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
  }

  /**
   * Files by their paths.
   *
   * @throws ProblemException if a path leads out of the package or is no path
   */
  public static PackageFiles of(Map<String, byte[]> contents) {
    contents.keySet().forEach(PackageFiles::checkPath);
    return new PackageFiles(contents);
  }

  /** Their paths, sorted. */
  public Set<String> paths() {
    return contents.keySet();
  }

  public Optional<byte[]> get(String path) {
    return Optional.ofNullable(contents.get(path));
  }

  /** All of them, by path. */
  public SortedMap<String, byte[]> contents() {
    return contents;
  }

  public long bytes() {
    return contents.values().stream().mapToLong(content -> content.length).sum();
  }

  /** Refuses a path that leads out of the package, or that systems read differently. */
  static void checkPath(String path) {
    var reason = "";
    if (path.contains("\\")) {
      reason = "it has a backslash";
    } else if (path.startsWith("/") || path.matches("(?s)[A-Za-z]:.*")) {
      reason = "it is absolute";
    } else if (path.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      reason = "it has control characters";
    } else if (path.isEmpty() || path.length() > 512) {
      reason = "it is empty or longer than 512 characters";
    } else {
      for (var part : path.split("/", -1)) {
        if (part.equals("..") || part.equals(".") || part.isEmpty()) {
          reason = "it has the part '" + part + "'";
        }
      }
    }
    if (!reason.isEmpty()) {
      throw refused(
          "the entry '"
              + path.replaceAll("\\p{Cntrl}", "?")
              + "' cannot be in a package: "
              + reason,
          "Use plain relative paths with '/'.");
    }
  }

  static ProblemException refused(String message, String mend) {
    return new ProblemException(Problem.of(ProblemCode.PACKAGE_INVALID, message, mend));
  }
}
