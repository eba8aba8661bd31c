package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.regex.Pattern;

/** What may be a stack's name. Source: CreateStack, {@code StackName}. */
final class StackNames {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}");

  private StackNames() {}

  static void check(String name) {
    if (!FORM.matcher(name).matches()) {
      throw new InvalidFieldException(
          "stackName",
          "'" + name + "' is not a stack name",
          "Use up to 128 letters, digits and hyphens, beginning with a letter; for example"
              + " 'web-app'.");
    }
  }
}
