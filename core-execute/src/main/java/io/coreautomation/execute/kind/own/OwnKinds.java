package io.coreautomation.execute.kind.own;

import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The kinds that core ships, and beside them those that the jars and the declarations of a folder
 * bring.
 *
 * @param kinds all of them
 * @param files that bring those which core does not ship, by the kinds' names
 */
public record OwnKinds(Kinds kinds, Map<String, String> files) {
  private static final String CORE = "core";
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z0-9]*(::[A-Z][A-Za-z0-9]*)+");
  private static final Pattern FILE = Pattern.compile(".+\\.(jar|ya?ml)");
  private static final String OWN_NAME =
      "Give it a name of its own, or remove one of the two: each spelling means one kind.";

  public OwnKinds {
    files = Map.copyOf(files);
  }

  /** Only what core ships. */
  public static OwnKinds none() {
    return new OwnKinds(Kinds.shipped(), Map.of());
  }

  /** Those of the folder that somebody has named; empty for none but what core ships. */
  public static OwnKinds of(String folder) {
    return folder.isEmpty() ? none() : in(Path.of(folder));
  }

  /**
   * Reads the jars and declarations of a folder. It runs their code: the folder must be one that
   * the operator has chosen, never one that a package or a home could bring along.
   *
   * @throws ProblemException with all that is wrong with any of them
   */
  public static OwnKinds in(Path folder) {
    var problems = new Problems();
    var handlers = new ArrayList<>(Kinds.shipped().all());
    var owners = new LinkedHashMap<String, String>();
    for (var file : listed(folder)) {
      for (var handler : read(file, problems)) {
        var name = handler.describe().name();
        var taken = new Kinds(handlers).catalog().alike(name);
        if (taken.isPresent()) {
          problems.add(KindJar.problem(file, taken(name, taken.get().name(), owners), OWN_NAME));
        } else {
          handlers.add(handler);
          owners.put(name, KindJar.name(file));
        }
      }
    }
    var all = new Kinds(handlers);
    checkInverses(all, owners, problems);
    problems.throwIfAny();
    return new OwnKinds(all, owners);
  }

  /** Where a kind is from: the name of its file, or {@code core}. */
  public String from(String kind) {
    return Optional.ofNullable(files.get(kind)).orElse(CORE);
  }

  /** Whether a text can be the name of a kind. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  private static List<ActionHandler<?>> read(Path file, Problems problems) {
    return KindJar.name(file).endsWith(".jar")
        ? KindJar.read(file, problems)
        : FunctionFile.read(file, problems);
  }

  private static String taken(String name, String other, Map<String, String> files) {
    var owner = files.containsKey(other) ? files.get(other) + " brings" : "core ships";
    return name.equals(other)
        ? "it brings the kind '" + name + "', which " + owner
        : "it brings the kind '"
            + name
            + "', which is spelled like '"
            + other
            + "', which "
            + owner;
  }

  /** A teardown leaves out what has no inverse; that must not come of a wrong word. */
  private static void checkInverses(Kinds all, Map<String, String> files, Problems problems) {
    var names = all.all().stream().map(handler -> handler.describe().name()).toList();
    for (ActionHandler<?> handler : all.all()) {
      var about = handler.describe();
      if (!about.inverse().isEmpty() && !names.contains(about.inverse())) {
        problems.add(
            KindJar.problem(
                Path.of(files.getOrDefault(about.name(), CORE)),
                "the inverse of '" + about.name() + "' is '" + about.inverse() + "', no known kind",
                "Name a kind that core ships or that the same folder brings."));
      }
    }
  }

  private static List<Path> listed(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.REQUEST_INVALID,
              "there is no folder of kinds '" + folder + "'",
              "Make it and put jars or declarations there, or name another."));
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> FILE.matcher(KindJar.name(file)).matches()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
