package io.coreautomation.framework.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong.
 *
 * @param code stable, for machines
 * @param message what is wrong, with the value refused; no trailing full stop
 * @param mend what to do about it; empty when there is nothing that a person could do
 * @param source where, if it has a place in a file
 * @param path where inside the document, such as {@code actions[2].params.stackName}; empty for the
 *     whole
 */
public record Problem(
    ProblemCode code, String message, String mend, @Nullable Source source, String path) {

  public static Problem of(ProblemCode code, String message, String mend) {
    return new Problem(code, message, mend, null, "");
  }

  public static Problem at(@Nullable Source source, ProblemCode code, String message, String mend) {
    return new Problem(code, message, mend, source, "");
  }

  public Problem withSource(@Nullable Source place) {
    return new Problem(code, message, mend, place, path);
  }

  public Problem withPath(String place) {
    return new Problem(code, message, mend, source, place);
  }

  public boolean retryable() {
    return code.retryable();
  }

  /** {@code file:line:column: what. mend}: the form in which the command line prints it. */
  public String text() {
    var text = new StringBuilder();
    if (source != null) {
      text.append(source).append(": ");
    }
    text.append(message).append('.');
    if (!mend.isEmpty()) {
      text.append(' ').append(mend);
    }
    return text.toString();
  }
}
