package io.coreautomation.framework.archive;

import static io.coreautomation.framework.archive.PackageFiles.refused;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * A package as a folder on a person's machine. {@code .core}, {@code .git}, {@code target}, {@code
 * node_modules} and what {@code .coreignore} names are not part of it: one glob a line, against the
 * path from the folder if it has a {@code /}, else against each name; {@code #} begins a comment.
 */
public final class PackageFolder {
  private static final Set<String> SKIPPED = Set.of(".core", ".git", "target", "node_modules");
  private static final String IGNORE_FILE = ".coreignore";

  private PackageFolder() {}

  /**
   * Reads a folder.
   *
   * @throws io.coreautomation.framework.problem.ProblemException if it is none, has links, or is
   *     over a limit
   */
  public static PackageFiles read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw refused("'" + folder + "' is no folder", "Name the folder of the package.");
    }
    var visitor = new Collector(folder, ignored(folder));
    try {
      Files.walkFileTree(folder, visitor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return PackageFiles.of(visitor.contents);
  }

  private static List<PathMatcher> ignored(Path folder) {
    var file = folder.resolve(IGNORE_FILE);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    var matchers = new ArrayList<PathMatcher>();
    try {
      for (var line : Files.readAllLines(file)) {
        var glob = line.strip().replaceAll("/$", "");
        if (!glob.isEmpty() && !glob.startsWith("#")) {
          matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + glob));
        }
      }
      return matchers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (PatternSyntaxException e) {
      throw refused(
          "'" + e.getPattern() + "' in .coreignore is no pattern: " + e.getDescription(),
          "Write a glob such as *.log or docs/**.");
    }
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<PathMatcher> ignored;
    private final Map<String, byte[]> contents = new HashMap<>();
    private long total;

    Collector(Path folder, List<PathMatcher> ignored) {
      this.folder = folder;
      this.ignored = ignored;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      return path.equals(folder) || isKept(path)
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      if (!isKept(path)) {
        return FileVisitResult.CONTINUE;
      }
      var name =
          folder.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
      if (!attributes.isRegularFile()) {
        throw refused(
            "'" + name + "' is a link or a device, which a package cannot hold",
            "Put the file itself there, or name it in .coreignore.");
      }
      total += attributes.size();
      if (contents.size() >= PackageFiles.MAX_FILES || total > PackageFiles.MAX_BYTES) {
        throw refused(
            "the folder has more than 10000 files or 256 MB; '" + name + "' is one too many",
            "Leave out what is not needed, with .coreignore.");
      }
      contents.put(name, Files.readAllBytes(path));
      return FileVisitResult.CONTINUE;
    }

    private boolean isKept(Path path) {
      var name = path.getFileName();
      var relative = folder.relativize(path);
      return !SKIPPED.contains(name.toString())
          && ignored.stream()
              .noneMatch(matcher -> matcher.matches(name) || matcher.matches(relative));
    }
  }
}
