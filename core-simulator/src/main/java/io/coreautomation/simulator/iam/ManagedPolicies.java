package io.coreautomation.simulator.iam;

import java.util.Map;

/** The policies of AWS itself that the twin knows, by name. */
final class ManagedPolicies {
  private static final Map<String, String> TEXTS =
      Map.of(
          "AdministratorAccess",
          """
          {"Version": "2012-10-17",
           "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}\
          """);

  private ManagedPolicies() {}

  /**
   * The text of a policy.
   *
   * @throws UnsupportedOperationException if the twin does not know it: guessing what it allows
   *     would be worse
   */
  static String text(String arn) {
    var text = TEXTS.get(arn.substring(arn.lastIndexOf('/') + 1));
    if (text == null || !arn.contains(":iam::aws:policy/")) {
      throw new UnsupportedOperationException(
          "the twin does not know the policy " + arn + ": say so in an issue");
    }
    return text;
  }
}
