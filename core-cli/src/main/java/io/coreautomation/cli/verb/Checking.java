package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.folder.PackageDirectory;
import io.coreautomation.cli.output.Screen;
import io.coreautomation.cli.platform.Platform;
import io.coreautomation.cli.platform.Platform.Compiled;
import io.coreautomation.cli.platform.ScratchWorld;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.task.Deployment;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskOptions;
import io.coreautomation.framework.task.TaskType;
import io.coreautomation.framework.task.TaskVerb;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compiles packages without starting anything: what {@code validate} and {@code compile} share. A
 * package that brings its registry is compiled in a world that is thrown away; one that does not
 * needs the registry of the world that there is, which is only read.
 */
record Checking(Surroundings surroundings, WorldOptions world, PackageOptions pack) {
  /** Problems of the spec and its templates that no registry or coordinate could have caused. */
  private static final Set<ProblemCode> OF_ITS_OWN =
      EnumSet.of(
          ProblemCode.DOCUMENT_UNREADABLE,
          ProblemCode.FIELD_UNKNOWN,
          ProblemCode.FIELD_MISSING,
          ProblemCode.FIELD_INVALID,
          ProblemCode.NAME_DUPLICATE,
          ProblemCode.NAME_INVALID,
          ProblemCode.KIND_UNKNOWN,
          ProblemCode.DEPENDENCY_CYCLE,
          ProblemCode.TEMPLATE_MISSING,
          ProblemCode.TEMPLATE_INVALID);

  /** Where the coordinates cannot be, this lets the rest of the package be checked. */
  private static final Deployment STAND_IN =
      new Deployment(new Coordinates("x", "x", "x", "x", "x", null), null, null, Map.of());

  /**
   * Compiles.
   *
   * @throws ProblemException with every problem of the package
   */
  Compiled compile(PackageDirectory folder, Screen screen, TaskVerb verb) {
    if (!folder.hasRegistry()) {
      try (var platform = world.open(surroundings, screen)) {
        return compile(platform, folder, verb);
      }
    }
    try (var scratch = ScratchWorld.open(surroundings.platforms(), world.kinds(surroundings))) {
      return compile(scratch.platform(), folder, verb);
    }
  }

  private Compiled compile(Platform platform, PackageDirectory folder, TaskVerb verb) {
    var problems = new Problems();
    var known = attempt(problems, () -> pack.deployment(folder, true));
    var deployment = known == null ? STAND_IN : known;
    if (folder.hasRegistry()) {
      attempt(
          problems,
          () -> {
            platform.seed(folder.path(), deployment.coordinates());
            return true;
          });
    }
    var sound = problems.isEmpty();
    var ofSpec = new Problems();
    var compiled = attempt(ofSpec, () -> platform.compile(folder.path(), task(deployment, verb)));
    ofSpec.sorted().stream().filter(problem -> sound || isOfItsOwn(problem)).forEach(problems::add);
    problems.throwIfAny();
    if (compiled == null) {
      throw new IllegalStateException("compiled nothing without a problem");
    }
    return compiled;
  }

  private static boolean isOfItsOwn(Problem problem) {
    return problem.source() != null && OF_ITS_OWN.contains(problem.code());
  }

  private static Task task(Deployment deployment, TaskVerb verb) {
    return new Task(verb, TaskType.DEPLOYSPEC, deployment, null, TaskOptions.DEFAULT, null);
  }

  private static <T> @Nullable T attempt(Problems problems, Supplier<T> step) {
    try {
      return step.get();
    } catch (ProblemException e) {
      problems.addAll(e.problems());
      return null;
    }
  }
}
