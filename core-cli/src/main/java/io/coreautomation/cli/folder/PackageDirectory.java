package io.coreautomation.cli.folder;

import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.shape.Binder;
import io.coreautomation.framework.task.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a package.
 *
 * @param path of the folder
 * @param name as the caller wrote it
 */
public record PackageDirectory(Path path, String name) {
  private static final List<String> SPECS =
      Stream.of("deployspec", "planspec", "applyspec", "teardownspec")
          .flatMap(spec -> Stream.of(spec + ".yaml", spec + ".yml", spec + ".json"))
          .toList();

  /**
   * The package in a folder.
   *
   * @throws ProblemException if the folder is not there or holds no spec
   */
  public static PackageDirectory open(Path directory, String name) {
    var folder = existing(directory, name);
    if (folder.specs().isEmpty()) {
      throw refused(
          ProblemCode.SPEC_MISSING,
          "'" + name + "' has no deployspec.yaml",
          "Let 'core init " + name + "' write one, or name the folder that has it.");
    }
    return folder;
  }

  /** A folder that need not hold a package yet. */
  static PackageDirectory existing(Path directory, String name) {
    var path = directory.resolve(name).normalize();
    if (!Files.exists(path)) {
      throw refused(
          ProblemCode.PACKAGE_MISSING,
          "there is no folder '" + name + "'",
          "Name the folder of a package, such as examples/hello.");
    }
    if (!Files.isDirectory(path)) {
      throw refused(
          ProblemCode.PACKAGE_MISSING,
          "'" + name + "' is a file",
          "Name the folder of the package.");
    }
    return new PackageDirectory(path, name);
  }

  /** The specs that lie in it. */
  List<String> specs() {
    return SPECS.stream().filter(spec -> Files.isRegularFile(path.resolve(spec))).toList();
  }

  /** Whether it brings the registry that it needs. */
  public boolean hasRegistry() {
    return Files.isRegularFile(path.resolve("registry.yaml"));
  }

  /** The last part of its path, for people. */
  public String shortName() {
    return Objects.requireNonNullElse(path.toAbsolutePath().normalize().getFileName(), path)
        .toString();
  }

  /**
   * What is deployed from here: what the options say, else {@code core.yaml}, else git.
   *
   * @param options coordinates given with the call
   * @param withBuild false leaves the build open unless it is given: who tears a branch down means
   *     whatever build stands
   * @throws ProblemException with all that is missing or cannot be
   */
  public Deployment deployment(CoreFile options, boolean withBuild) {
    var document = document();
    var problems = new Problems();
    var file =
        document == null
            ? CoreFile.EMPTY
            : new Binder(problems).bind(CoreFile.class, document, "").orElse(null);
    problems.throwIfAny();
    var wanted = Objects.requireNonNull(file).overriddenBy(options);
    var git = new Git(path);
    var levels = new LinkedHashMap<String, @Nullable String>();
    levels.put("client", wanted.client());
    levels.put("portfolio", wanted.portfolio());
    levels.put("app", wanted.app());
    levels.put("branch", or(wanted.branch(), () -> git.branch().orElse(null)));
    levels.put("build", or(wanted.build(), () -> withBuild ? git.commit().orElse(null) : null));
    requireAll(levels, withBuild, document, problems);
    problems.throwIfAny();
    var coordinates = coordinates(levels, document, problems);
    problems.throwIfAny();
    return new Deployment(coordinates, wanted.environment(), null, Map.of());
  }

  private static @Nullable String or(
      @Nullable String given, Supplier<? extends @Nullable String> otherwise) {
    return given != null ? given : otherwise.get();
  }

  private Node.@Nullable Mapping document() {
    var file = path.resolve(CoreFile.NAME);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try {
      var node =
          new DocumentReader().read(CoreFile.NAME, Files.readAllBytes(file), Dialect.PACKAGE);
      if (node instanceof Node.Mapping mapping) {
        return mapping;
      }
      throw new ProblemException(
          Problem.at(
              node.source(),
              ProblemCode.FIELD_INVALID,
              "it is " + node.describe() + ", not a map",
              "Write a line such as 'client: acme' for each coordinate."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireAll(
      Map<String, @Nullable String> levels,
      boolean withBuild,
      Node.@Nullable Mapping document,
      Problems problems) {
    levels.forEach(
        (level, value) -> {
          if (value == null && (withBuild || !level.equals("build"))) {
            var fromGit = level.equals("branch") || level.equals("build");
            problems.add(
                Problem.at(
                        document == null ? Source.ofFile(CoreFile.NAME) : document.source(),
                        ProblemCode.FIELD_MISSING,
                        "the " + level + " is missing" + (fromGit ? ", and git tells none" : ""),
                        "Add '"
                            + level
                            + ": "
                            + example(level)
                            + "' to core.yaml, or pass --"
                            + level
                            + ".")
                    .withPath(level));
          }
        });
  }

  private static String example(String level) {
    return switch (level) {
      case "client" -> "acme";
      case "portfolio" -> "web";
      case "app" -> "shop";
      case "branch" -> "main";
      default -> "\"1\"";
    };
  }

  /** Refuses one level at a time; a stand-in for each refused one finds the next. */
  private static Coordinates coordinates(
      Map<String, @Nullable String> given, Node.@Nullable Mapping document, Problems problems) {
    var levels = new LinkedHashMap<>(given);
    while (true) {
      try {
        return new Coordinates(
            Objects.requireNonNull(levels.get("client")),
            Objects.requireNonNull(levels.get("portfolio")),
            levels.get("app"),
            levels.get("branch"),
            levels.get("build"),
            null);
      } catch (Coordinates.InvalidCoordinateException e) {
        problems.add(
            Problem.at(
                    place(document, e.level()),
                    ProblemCode.FIELD_INVALID,
                    Objects.requireNonNullElse(e.getMessage(), "it cannot be"),
                    e.mend())
                .withPath(e.level()));
        levels.put(e.level(), "x");
      }
    }
  }

  private static @Nullable Source place(Node.@Nullable Mapping document, String level) {
    return document == null ? null : document.get(level).map(Node::source).orElse(null);
  }

  private static ProblemException refused(ProblemCode code, String message, String mend) {
    return new ProblemException(Problem.of(code, message, mend));
  }
}
