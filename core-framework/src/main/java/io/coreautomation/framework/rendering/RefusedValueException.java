package io.coreautomation.framework.rendering;

/** A value that an expression or a filter cannot work with. */
final class RefusedValueException extends RuntimeException {
  private final String mend;

  RefusedValueException(String message, String mend) {
    super(message, null, false, false);
    this.mend = mend;
  }

  String mend() {
    return mend;
  }
}
