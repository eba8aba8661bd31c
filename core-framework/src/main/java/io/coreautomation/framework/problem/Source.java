package io.coreautomation.framework.problem;

/**
 * A place in a file that a person wrote.
 *
 * @param file the path as the author knows it, relative to the package's root where there is one
 * @param line counted from 1; 0 when the problem is the file as a whole
 * @param column counted from 1; 0 when the problem is the line as a whole
 */
public record Source(String file, int line, int column) {
  public Source {
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException("negative position: " + line + ":" + column);
    }
  }

  /** A file as a whole. */
  public static Source ofFile(String file) {
    return new Source(file, 0, 0);
  }

  /** {@code file:line:column}, without the parts that are not known. */
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
