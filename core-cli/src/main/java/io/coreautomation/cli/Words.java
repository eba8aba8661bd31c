package io.coreautomation.cli;

import io.coreautomation.framework.problem.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.TypeConversionException;

/** Values of options that are one of a few words. */
final class Words {
  private Words() {}

  static <T> T convert(
      String what, String word, List<String> known, Function<String, Optional<T>> find) {
    return find.apply(word)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no "
                        + what
                        + " '"
                        + word
                        + "'. "
                        + NearestName.suggestion(known, word)));
  }
}
