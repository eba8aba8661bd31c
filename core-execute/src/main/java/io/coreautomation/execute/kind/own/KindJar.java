package io.coreautomation.execute.kind.own;

import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** One jar that brings kinds. */
final class KindJar {
  private static final String SERVICE = "META-INF/services/" + ActionHandler.class.getName();

  private static final Pattern PERMISSION = Pattern.compile("[a-z0-9-]+:[A-Za-z0-9]+");

  private KindJar() {}

  /** The kinds of a jar that can be used; what is wrong with the others is added. */
  static List<ActionHandler<?>> read(Path file, Problems problems) {
    try (var jar = new JarFile(file.toFile())) {
      if (jar.getEntry(SERVICE) == null) {
        problems.add(
            problem(
                file,
                "it brings no kind",
                "It needs a file " + SERVICE + " that names its kinds."));
        return List.of();
      }
    } catch (IOException e) {
      problems.add(
          problem(file, "it cannot be read: " + e.getMessage(), "Build it or copy it again."));
      return List.of();
    }
    return load(file, problems);
  }

  private static List<ActionHandler<?>> load(Path file, Problems problems) {
    // Each has a loader of its own, so that no jar meets the libraries of another. It stays open
    // as long as the process: classes are loaded when they are first used.
    var loader =
        new URLClassLoader(
            KindJar.name(file), new URL[] {url(file)}, KindJar.class.getClassLoader());
    var found = new ArrayList<ActionHandler<?>>();
    try {
      for (ActionHandler<?> handler : ServiceLoader.load(ActionHandler.class, loader)) {
        if (isSound(file, handler, problems)) {
          found.add(handler);
        }
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      problems.add(unusable(file, "its kinds cannot be loaded", e));
    }
    return found;
  }

  /** Looks at all that others will read of it, while what is wrong can still be told of its jar. */
  private static boolean isSound(Path file, ActionHandler<?> handler, Problems problems) {
    var before = problems.size();
    try {
      var about = handler.describe();
      if (!OwnKinds.isName(about.name())) {
        problems.add(
            problem(
                file, "'" + about.name() + "' is no name of a kind", "Write it as ACME::DoThis."));
      }
      for (var permission : about.allPermissions()) {
        if (!PERMISSION.matcher(permission).matches()) {
          problems.add(
              problem(
                  file,
                  "'" + about.name() + "' needs '" + permission + "', which is no IAM action",
                  "Write it as s3:GetObject."));
        }
      }
      about.entry();
    } catch (RuntimeException | LinkageError e) {
      problems.add(
          unusable(file, "the description of " + handler.getClass().getName() + " fails", e));
    }
    return problems.size() == before;
  }

  private static Problem unusable(Path file, String what, Throwable e) {
    return problem(
        file,
        what + ": " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
        "Build it against this release of core; a kind is a public class with a constructor"
            + " that takes nothing.");
  }

  /** A problem of a jar. */
  static Problem problem(Path file, String message, String mend) {
    return Problem.at(Source.ofFile(name(file)), ProblemCode.DOCUMENT_UNREADABLE, message, mend);
  }

  /** The name by which people are told of a jar. */
  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("each file has an address", e);
    }
  }
}
