package io.coreautomation.framework.rendering;

/** Text that a regular expression may read only so often: some expressions never end. */
record PatientText(String text, int[] reads) implements CharSequence {
  private static final int MAX_READS = 5_000_000;

  PatientText(String text) {
    this(text, new int[1]);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++reads[0] > MAX_READS) {
      throw new RefusedValueException(
          "the regular expression takes too long", "Use one without nested repetitions.");
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
