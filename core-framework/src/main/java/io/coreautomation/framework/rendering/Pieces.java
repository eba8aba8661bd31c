package io.coreautomation.framework.rendering;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into what stands between braces and what does not. */
final class Pieces {
  private static final String OPEN = "{{";
  private static final String RESOLVE = "{{resolve:";

  private Pieces() {}

  /** One piece. */
  sealed interface Piece {
    /** Passed on as it is. */
    record Plain(String text) implements Piece {}

    /** Without its braces. */
    record Expression(String text) implements Piece {}
  }

  /** Whether there is anything to render. */
  static boolean any(String text) {
    for (int at = text.indexOf(OPEN); at >= 0; at = text.indexOf(OPEN, at + 2)) {
      if (!text.startsWith(RESOLVE, at)) {
        return true;
      }
    }
    return text.contains("{%");
  }

  /**
   * The pieces. CloudFormation's {@code {{resolve:…}}} is plain, but what stands between braces
   * inside it is not.
   */
  static List<Piece> of(String text) {
    var pieces = new ArrayList<Piece>();
    var plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("{%", at)) {
        throw new RefusedValueException(
            "'{% … %}' has no meaning here", "Use {{ condition ? 'this' : 'that' }}.");
      }
      if (text.startsWith(RESOLVE, at)) {
        plain.append(RESOLVE);
        at += RESOLVE.length();
      } else if (text.startsWith(OPEN, at)) {
        int end = end(text, at + 2);
        if (!plain.isEmpty()) {
          pieces.add(new Piece.Plain(plain.toString()));
          plain.setLength(0);
        }
        pieces.add(new Piece.Expression(text.substring(at + 2, end).strip()));
        at = end + 2;
      } else {
        plain.append(text.charAt(at++));
      }
    }
    if (!plain.isEmpty()) {
      pieces.add(new Piece.Plain(plain.toString()));
    }
    return pieces;
  }

  /** Where the closing braces begin; braces in quotes do not close. */
  private static int end(String text, int from) {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (text.startsWith("}}", i)) {
        return i;
      }
    }
    throw new RefusedValueException(
        "'{{' is not closed", "Close it with '}}'; for braces as text write {{ '{{' }}.");
  }
}
