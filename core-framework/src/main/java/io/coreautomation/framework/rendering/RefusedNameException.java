package io.coreautomation.framework.rendering;

import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.ProblemCode;
import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A name that has no value. It is Pebble's own exception, so that {@code default} and {@code is
 * defined} work.
 */
final class RefusedNameException extends AttributeNotFoundException {
  private final ProblemCode code;
  private final String what;
  private final String mend;

  private RefusedNameException(ProblemCode code, String name, String what, String mend) {
    super(null, what, name, 0, "");
    this.code = code;
    this.what = what;
    this.mend = mend;
  }

  static RefusedNameException unknown(String name, Collection<String> known) {
    return unknown(name, NearestName.suggestion(known, name));
  }

  static RefusedNameException unknown(String name, String mend) {
    return new RefusedNameException(
        ProblemCode.VARIABLE_UNKNOWN, name, "the variable '" + name + "' is not known", mend);
  }

  static RefusedNameException methodCall(String name) {
    return new RefusedNameException(
        ProblemCode.RENDERING_FAILED,
        name,
        "'" + name + "(…)' calls a method, which expressions cannot",
        "Use a filter: {{ name | upper }}.");
  }

  /** The value itself, unless it says that there is none. */
  static @Nullable Object available(String name, @Nullable Object value) {
    if (value instanceof Unavailable(String message, String mend)) {
      throw new RefusedNameException(ProblemCode.VARIABLE_UNKNOWN, name, message, mend);
    }
    return value;
  }

  ProblemCode code() {
    return code;
  }

  String what() {
    return what;
  }

  String mend() {
    return mend;
  }
}
