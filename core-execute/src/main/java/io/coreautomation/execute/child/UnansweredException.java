package io.coreautomation.execute.child;

/**
 * The platform's registry or store did not answer when a kind asked about a part: that says nothing
 * of the part, which goes on, and so it is no failure of the action.
 */
public final class UnansweredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnansweredException(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}
