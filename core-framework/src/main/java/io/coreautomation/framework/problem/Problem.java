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
 * @param resource that failed, if it is one of a stack; {@code source} is then where its template
 *     declares it, if that is known
 */
public record Problem(
    ProblemCode code,
    String message,
    String mend,
    @Nullable Source source,
    String path,
    @Nullable StackResource resource) {

  /** A problem that is about no resource. */
  public Problem(
      ProblemCode code, String message, String mend, @Nullable Source source, String path) {
    this(code, message, mend, source, path, null);
  }

  public static Problem of(ProblemCode code, String message, String mend) {
    return new Problem(code, message, mend, null, "");
  }

  public static Problem at(@Nullable Source source, ProblemCode code, String message, String mend) {
    return new Problem(code, message, mend, source, "");
  }

  public Problem withSource(@Nullable Source place) {
    return new Problem(code, message, mend, place, path, resource);
  }

  public Problem withPath(String place) {
    return new Problem(code, message, mend, source, place, resource);
  }

  public Problem withMessage(String text) {
    return new Problem(code, text, mend, source, path, resource);
  }

  public Problem withResource(StackResource failed) {
    return new Problem(code, message, mend, source, path, failed);
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
