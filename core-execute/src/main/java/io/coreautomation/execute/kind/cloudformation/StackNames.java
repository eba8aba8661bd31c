package io.coreautomation.execute.kind.cloudformation;

import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.regex.Pattern;

/**
 * What may be the name of a stack, a change set or a stack set. Source: CreateChangeSet, {@code
 * StackName} and {@code ChangeSetName}; CreateStackSet, {@code StackSetName}.
 */
final class StackNames {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}");

  private StackNames() {}

  static void check(String name) {
    check("stackName", "a stack name", name);
  }

  static void checkChangeSet(String name) {
    check("changeSetName", "a change set's name", name);
  }

  static void checkStackSet(String name) {
    check("stackSetName", "a stack set's name", name);
  }

  private static void check(String field, String what, String name) {
    if (!FORM.matcher(name).matches()) {
      throw new InvalidFieldException(
          field,
          "'" + name + "' is not " + what,
          "Use up to 128 letters, digits and hyphens, beginning with a letter; for example"
              + " 'web-app'.");
    }
  }
}
