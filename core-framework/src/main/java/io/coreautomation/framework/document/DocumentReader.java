package io.coreautomation.framework.document;

import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Source;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads a document, YAML or JSON by its name and first character. Thread-safe. */
public final class DocumentReader {
  private final Limits limits;

  public DocumentReader(Limits limits) {
    this.limits = limits;
  }

  public DocumentReader() {
    this(Limits.DEFAULT);
  }

  /**
   * Reads one document.
   *
   * @param file the name to use in positions
   * @throws ProblemException if it is no UTF-8, no YAML or JSON, has duplicate keys, foreign tags,
   *     or is over a limit
   */
  public Node read(String file, byte[] content, Dialect dialect) {
    return read(file, decode(file, content), dialect);
  }

  /** As {@link #read(String, byte[], Dialect)}, from text. */
  public Node read(String file, String text, Dialect dialect) {
    if (text.length() > limits.characters()) {
      throw unreadable(
          Source.ofFile(file),
          "it has " + text.length() + " characters, over the limit of " + limits.characters(),
          "Split it.");
    }
    var body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    var budget = new Budget(file, limits);
    return isJson(file, body)
        ? new JsonTree(file, budget).read(body)
        : new YamlTree(file, dialect, budget, limits).read(body);
  }

  private static String decode(String file, byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new ProblemException(
          Problem.at(
              Source.ofFile(file),
              ProblemCode.DOCUMENT_UNREADABLE,
              "it is not UTF-8 text",
              "Save it as UTF-8."),
          e);
    }
  }

  private static boolean isJson(String file, String text) {
    if (file.toLowerCase(Locale.ROOT).endsWith(".json")) {
      return true;
    }
    // A template that was written as JSON often has another extension. Flow YAML begins so, too,
    // and unlike JSON
    // may have bare keys: only a quoted first key or an empty map tells JSON.
    var start = text.stripLeading();
    if (!start.startsWith("{")) {
      return false;
    }
    var inner = start.substring(1).stripLeading();
    return inner.startsWith("\"") && file.toLowerCase(Locale.ROOT).endsWith(".template");
  }

  static ProblemException unreadable(Source source, String message, String mend) {
    return new ProblemException(Problem.at(source, ProblemCode.DOCUMENT_UNREADABLE, message, mend));
  }

  /** Counts what is read, so that aliases cannot blow up a small file. */
  static final class Budget {
    private final String file;
    private final Limits limits;
    private int nodes;

    Budget(String file, Limits limits) {
      this.file = file;
      this.limits = limits;
    }

    void spend(int depth, Source source) {
      nodes++;
      if (nodes > limits.nodes()) {
        throw unreadable(
            Source.ofFile(file),
            "it has more than " + limits.nodes() + " parts once its aliases are followed",
            "Split it, or use fewer aliases.");
      }
      if (depth > limits.depth()) {
        throw unreadable(
            source, "it is nested deeper than " + limits.depth() + " levels", "Flatten it.");
      }
    }
  }
}
