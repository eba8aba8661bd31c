package io.coreautomation.framework.provenance;

import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.shape.Binder;
import io.coreautomation.framework.shape.Doc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The errors of AWS that are met often.
 *
 * @param errors the special before the general: the first that a message is of is the one
 */
@Doc("errors of AWS, what usually causes them, and what mends them")
public record KnownErrors(@Doc("the special before the general") List<KnownError> errors) {
  private static final String FILE = "known-errors.yaml";

  public KnownErrors {
    errors = List.copyOf(errors);
  }

  /** Those that this release ships. */
  public static KnownErrors shipped() {
    return Shipped.ALL;
  }

  /** Read when they are asked for first. */
  private static final class Shipped {
    static final KnownErrors ALL = read();
  }

  private static KnownErrors read() {
    try (var file = KnownErrors.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing beside " + KnownErrors.class.getName());
      }
      var root = new DocumentReader().read(FILE, file.readAllBytes(), Dialect.PACKAGE);
      var problems = new Problems();
      var bound = new Binder(problems).bind(KnownErrors.class, root, "");
      problems.throwIfAny();
      return bound.orElseThrow(() -> new IllegalStateException("unbound without a problem"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one that a failure with this message is; nothing if it is not met often. */
  public Optional<KnownError> find(String message) {
    return errors.stream().filter(error -> error.says(message)).findFirst();
  }
}
