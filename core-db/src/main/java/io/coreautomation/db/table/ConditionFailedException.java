package io.coreautomation.db.table;

/** A write whose condition did not hold; nothing was written, neither it nor what was with it. */
public final class ConditionFailedException extends RuntimeException {
  private final int index;
  private final transient Write write;

  /**
   * A refusal of one write.
   *
   * @param index of the write within its transaction; 0 for a write alone
   */
  public ConditionFailedException(int index, Write write) {
    super("'" + write.key() + "' was not written: not all hold of " + write.conditions());
    this.index = index;
    this.write = write;
  }

  /** Which write of the transaction it was, counted from 0; the first one if several failed. */
  public int index() {
    return index;
  }

  public Write write() {
    return write;
  }
}
