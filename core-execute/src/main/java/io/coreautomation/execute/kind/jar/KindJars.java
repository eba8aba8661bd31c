package io.coreautomation.execute.kind.jar;

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

/**
 * The kinds that core ships, and beside them those that the jars of a folder bring.
 *
 * @param kinds all of them
 * @param jars the files that bring those which core does not ship, by the kinds' names
 */
public record KindJars(Kinds kinds, Map<String, String> jars) {
  private static final String CORE = "core";
  private static final String OWN_NAME =
      "Give it a name of its own, or remove one of the two: each spelling means one kind.";

  public KindJars {
    jars = Map.copyOf(jars);
  }

  /** Only what core ships. */
  public static KindJars none() {
    return new KindJars(Kinds.shipped(), Map.of());
  }

  /**
   * Reads the jars of a folder. It runs their code: the folder must be one that the operator has
   * chosen, never one that a package or a home could bring along.
   *
   * @throws ProblemException with all that is wrong with any of them
   */
  public static KindJars in(Path folder) {
    var problems = new Problems();
    var handlers = new ArrayList<>(Kinds.shipped().all());
    var jars = new LinkedHashMap<String, String>();
    for (var file : files(folder)) {
      for (var handler : KindJar.read(file, problems)) {
        var name = handler.describe().name();
        var taken = new Kinds(handlers).catalog().alike(name);
        if (taken.isPresent()) {
          problems.add(KindJar.problem(file, taken(name, taken.get().name(), jars), OWN_NAME));
        } else {
          handlers.add(handler);
          jars.put(name, KindJar.name(file));
        }
      }
    }
    var all = new Kinds(handlers);
    checkInverses(all, jars, problems);
    problems.throwIfAny();
    return new KindJars(all, jars);
  }

  /** Where a kind is from: the name of its jar, or {@code core}. */
  public String from(String kind) {
    return Optional.ofNullable(jars.get(kind)).orElse(CORE);
  }

  private static String taken(String name, String other, Map<String, String> jars) {
    var owner = jars.containsKey(other) ? jars.get(other) + " brings" : "core ships";
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
  private static void checkInverses(Kinds all, Map<String, String> jars, Problems problems) {
    var names = all.all().stream().map(handler -> handler.describe().name()).toList();
    for (ActionHandler<?> handler : all.all()) {
      var about = handler.describe();
      if (!about.inverse().isEmpty() && !names.contains(about.inverse())) {
        problems.add(
            KindJar.problem(
                Path.of(jars.getOrDefault(about.name(), CORE)),
                "the inverse of '" + about.name() + "' is '" + about.inverse() + "', no known kind",
                "Name a kind that core ships or that a jar of the same folder brings."));
      }
    }
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.REQUEST_INVALID,
              "there is no folder of kinds '" + folder + "'",
              "Make it and put jars there, or name another."));
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> KindJar.name(file).endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
