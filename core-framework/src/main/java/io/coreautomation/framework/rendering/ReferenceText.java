package io.coreautomation.framework.rendering;

import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text with references in it: {@code ${actions.<selector>.outputs.<Output>}}, {@code
 * ${actions.<selector>.status}} and {@code ${variables.<name>}}. Every other {@code ${…}} is text, as CloudFormation and shells use it, too;
 * {@code $${} is a {@code ${} that is no reference.
 */
public record ReferenceText(List<Part> parts) {
  private static final Pattern OUTPUT =
      Pattern.compile("actions\\.(.+)\\.outputs\\.([A-Za-z0-9_-]+)");
  private static final Pattern STATUS = Pattern.compile("actions\\.(.+)\\.status");
  private static final Pattern VARIABLE = Pattern.compile("variables\\.([A-Za-z][A-Za-z0-9_-]*)");

  public ReferenceText {
    parts = List.copyOf(parts);
  }

  /** One part, in the order written. */
  public sealed interface Part {
    /** Where in the scalar's text it begins, counted from 0. */
    int offset();

    /** Text, with its escapes undone. */
    record Text(String text, int offset) implements Part {}

    /** An output of the one action that the selector finds. */
    record Output(String selector, String output, int offset) implements Part {}

    /** How the one action that the selector finds has ended. */
    record Status(String selector, int offset) implements Part {}

    /** A variable of the document. */
    record Variable(String name, int offset) implements Part {}
  }

  /**
   * Reads a scalar.
   *
   * @throws ProblemException if it holds something that begins as a reference and is none
   */
  public static ReferenceText parse(Scalar scalar) {
    var text = scalar.text();
    var parts = new ArrayList<Part>();
    var plain = new StringBuilder();
    int plainFrom = 0;
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("$${", at)) {
        plain.append("${");
        at += 3;
        continue;
      }
      if (!isReference(text, at)) {
        plain.append(text.charAt(at++));
        continue;
      }
      int end = text.indexOf('}', at);
      if (end < 0) {
        throw malformed(scalar, text.substring(at));
      }
      if (!plain.isEmpty()) {
        parts.add(new Part.Text(plain.toString(), plainFrom));
        plain.setLength(0);
      }
      parts.add(reference(scalar, text.substring(at + 2, end), at));
      at = end + 1;
      plainFrom = at;
    }
    if (!plain.isEmpty() || parts.isEmpty()) {
      parts.add(new Part.Text(plain.toString(), plainFrom));
    }
    return new ReferenceText(parts);
  }

  /** Whether a text holds a reference, escaped ones aside. */
  public static boolean refers(String text) {
    for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at + 2)) {
      if ((at == 0 || text.charAt(at - 1) != '$') && isReference(text, at)) {
        return true;
      }
    }
    return false;
  }

  /** Text that reads as {@code text} again: for values, which must not bring references in. */
  public static String quoted(String text) {
    return text.replace("${", "$${");
  }

  private static boolean isReference(String text, int at) {
    return text.startsWith("${actions.", at) || text.startsWith("${variables.", at);
  }

  private static Part reference(Scalar scalar, String content, int offset) {
    var output = OUTPUT.matcher(content);
    if (output.matches()) {
      return new Part.Output(output.group(1), output.group(2), offset);
    }
    var status = STATUS.matcher(content);
    if (status.matches()) {
      return new Part.Status(status.group(1), offset);
    }
    var variable = VARIABLE.matcher(content);
    if (variable.matches()) {
      return new Part.Variable(variable.group(1), offset);
    }
    throw malformed(scalar, "${" + content + "}");
  }

  private static ProblemException malformed(Scalar scalar, String reference) {
    return new ProblemException(
        Problem.at(
            scalar.source(),
            ProblemCode.REFERENCE_UNKNOWN,
            "'" + reference + "' is no reference",
            "Write ${actions.<name>.outputs.<Output>}, ${actions.<name>.status} or"
                + " ${variables.<name>}; $${ for plain text."));
  }
}
