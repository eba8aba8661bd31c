package io.coreautomation.cli;

import io.coreautomation.framework.problem.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.TypeConversionException;

/** Thrown for the value of an option that is none of the few words that it may be. */
final class UnknownWordException extends TypeConversionException {
  private final String mend;

  private UnknownWordException(String message, String mend) {
    super(message);
    this.mend = mend;
  }

  /** What a word stands for, or this exception with the nearest word. */
  static <T> T orThrow(
      String what, String word, List<String> known, Function<String, Optional<T>> find) {
    return find.apply(word)
        .orElseThrow(
            () ->
                new UnknownWordException(
                    "there is no " + what + " '" + word + "'",
                    NearestName.suggestion(known, word)));
  }

  String mend() {
    return mend;
  }
}
