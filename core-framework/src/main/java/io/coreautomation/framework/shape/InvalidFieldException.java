package io.coreautomation.framework.shape;

/** Thrown by a record's constructor: one of its fields has a value that cannot be. */
public final class InvalidFieldException extends IllegalArgumentException {
  private final String field;
  private final String mend;
  private final int item;

  /**
   * A refusal.
   *
   * @param field the record component's name
   * @param message what is wrong, without a full stop
   * @param mend what to write instead
   */
  public InvalidFieldException(String field, String message, String mend) {
    this(field, -1, message, mend);
  }

  /**
   * A refusal of one item of a list.
   *
   * @param item counted from 0; -1 for the field as a whole
   */
  public InvalidFieldException(String field, int item, String message, String mend) {
    super(message);
    this.field = field;
    this.item = item;
    this.mend = mend;
  }

  public String field() {
    return field;
  }

  /** Which item of the field it is about, counted from 0; -1 if it is about the field. */
  public int item() {
    return item;
  }

  public String mend() {
    return mend;
  }
}
