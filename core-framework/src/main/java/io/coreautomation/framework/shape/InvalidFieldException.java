package io.coreautomation.framework.shape;

/** Thrown by a record's constructor: one of its fields has a value that cannot be. */
public final class InvalidFieldException extends IllegalArgumentException {
  private final String field;
  private final String mend;

  /**
   * A refusal.
   *
   * @param field the record component's name
   * @param message what is wrong, without a full stop
   * @param mend what to write instead
   */
  public InvalidFieldException(String field, String message, String mend) {
    super(message);
    this.field = field;
    this.mend = mend;
  }

  public String field() {
    return field;
  }

  public String mend() {
    return mend;
  }
}
