package io.coreautomation.execute.simulation;

/** A law that did not hold. An error, so that no code under test swallows it. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1;
  private final Law law;

  Violation(Law law, String what) {
    super(law + ": " + what);
    this.law = law;
  }

  Law law() {
    return law;
  }
}
