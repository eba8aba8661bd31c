package io.coreautomation.cli.edge;

import java.util.Optional;

/**
 * The terminal that stdout is, or is not.
 *
 * <p>Implementations MUST be cheap to ask: the live table asks before it draws.
 */
public interface Terminal {
  /** Stdout is a file or a pipe. */
  Terminal NONE =
      new Terminal() {
        @Override
        public boolean isInteractive() {
          return false;
        }

        @Override
        public Size size() {
          return Size.USUAL;
        }
      };

  /** Whether a person looks at stdout, so that what is printed can be redrawn. */
  boolean isInteractive();

  /**
   * Asks a person a question and waits for the answer.
   *
   * @return nothing if there is nobody to ask
   */
  default Optional<String> ask(String question) {
    return Optional.empty();
  }

  /** What fits at a time. */
  Size size();

  /** Columns and rows; never so few that a table makes no sense. */
  record Size(int columns, int rows) {
    public static final Size USUAL = new Size(100, 30);

    public Size {
      columns = Math.max(40, columns);
      rows = Math.max(8, rows);
    }
  }
}
