package io.coreautomation.simulator.iam.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy that others are compared with: wildcards and policy variables stand for
 * characters.
 *
 * <p>See "IAM policy elements: Variables and tags" in the IAM User Guide: a variable without a
 * value and without a default matches nothing; what a variable stands for is taken to the letter;
 * {@code ${*}}, {@code ${?}} and <code>${$}</code> are the characters themselves.
 */
final class Glob {
  // Unicode keeps these two free for such use: no ARN and no name contains them.
  private static final char ANY = '\uFFFF';
  private static final char ONE = '\uFFFE';
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  private final String text;
  private final boolean wild;
  private final @Nullable String fixed;

  private Glob(String text, boolean wild, boolean variables) {
    this.text = text;
    this.wild = wild;
    this.fixed = variables && text.contains("${") ? null : code(text);
  }

  /** Compares with wildcards. */
  static Glob wild(String text, boolean variables) {
    return new Glob(text, true, variables);
  }

  /** Compares to the letter. */
  static Glob exact(String text, boolean variables) {
    return new Glob(text, false, variables);
  }

  String text() {
    return text;
  }

  boolean matches(String value, AccessRequest request) {
    var pattern = resolved(request);
    return pattern != null && matches(pattern, value);
  }

  boolean matchesIgnoringCase(String value, AccessRequest request) {
    var pattern = resolved(request);
    return pattern != null && pattern.equalsIgnoreCase(value);
  }

  /** Compares the six parts of an ARN one by one, so that no wildcard reaches over a colon. */
  boolean matchesArn(String value, AccessRequest request) {
    var pattern = resolved(request);
    if (pattern == null) {
      return false;
    }
    var wanted = pattern.split(":", 6);
    var given = value.split(":", 6);
    if (wanted.length != 6 || given.length != 6) {
      return wanted.length == 1 && matches(pattern, value); // as "*", which is any
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!matches(wanted[i], given[i])) {
        return false;
      }
    }
    return true;
  }

  /** The text with the values of its variables; null if one has none. */
  @Nullable String resolved(AccessRequest request) {
    if (fixed != null) {
      return fixed;
    }
    var found = VARIABLE.matcher(text);
    var out = new StringBuilder();
    int end = 0;
    while (found.find()) {
      var value = value(found, request);
      if (value == null) {
        return null;
      }
      out.append(code(text.substring(end, found.start()))).append(value);
      end = found.end();
    }
    return out.append(code(text.substring(end))).toString();
  }

  private static @Nullable String value(Matcher variable, AccessRequest request) {
    var name = variable.group(1);
    if (name.equals("*") || name.equals("?") || name.equals("$")) {
      return name;
    }
    int comma = name.indexOf(',');
    var values = request.values((comma < 0 ? name : name.substring(0, comma)).strip());
    if (values.size() == 1) { // a key of many values cannot be a variable
      return values.getFirst();
    }
    return comma < 0 ? null : unquoted(name.substring(comma + 1).strip());
  }

  private static String unquoted(String text) {
    return text.length() > 1 && text.startsWith("'") && text.endsWith("'")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private String code(String part) {
    return wild ? part.replace('*', ANY).replace('?', ONE) : part;
  }

  /** Goes back to the last {@code *} alone, which is enough: an earlier one could gain nothing. */
  private static boolean matches(String pattern, String value) {
    int p = 0;
    int v = 0;
    int star = -1;
    int mark = 0;
    while (v < value.length()) {
      if (p < pattern.length() && pattern.charAt(p) == ANY) {
        star = p++;
        mark = v;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == ONE || pattern.charAt(p) == value.charAt(v))) {
        p++;
        v++;
      } else if (star >= 0) {
        p = star + 1;
        v = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == ANY) {
      p++;
    }
    return p == pattern.length();
  }

  @Override
  public String toString() {
    return text;
  }
}
