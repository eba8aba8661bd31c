package io.coreautomation.execute.kind;

import java.time.Duration;

/**
 * What happens when the call of a kind is made twice, as after a crash between the call and its
 * record.
 */
public sealed interface Repeatability {
  /** It calls nothing, or only reads. */
  record Harmless() implements Repeatability {}

  /**
   * AWS takes a client token and answers the second call as it did the first.
   *
   * @param window for how long AWS promises that; zero where it promises nothing, so that the kind
   *     must recognise
   */
  record ByToken(Duration window) implements Repeatability {}

  /** The work of the first call can be found: by a name, a tag, a listing. */
  record Findable(String by) implements Repeatability {}

  /** Neither: an intent without an outcome is for a person to settle. */
  record Unrepeatable() implements Repeatability {}
}
