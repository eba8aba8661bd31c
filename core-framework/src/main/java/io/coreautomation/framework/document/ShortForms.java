package io.coreautomation.framework.document;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * CloudFormation's short tags and the functions they stand for.
 *
 * <p>Source: AWS CloudFormation Template Reference, "Intrinsic function reference".
 */
final class ShortForms {
  static final Map<String, String> NAMES = names();

  private ShortForms() {}

  private static Map<String, String> names() {
    var names = new TreeMap<String, String>();
    names.put("Ref", "Ref");
    names.put("Condition", "Condition");
    for (var function :
        List.of(
            "And",
            "Base64",
            "Cidr",
            "Equals",
            "FindInMap",
            "GetAtt",
            "GetAZs",
            "If",
            "ImportValue",
            "Join",
            "Length",
            "Not",
            "Or",
            "Select",
            "Split",
            "Sub",
            "ToJsonString",
            "Transform",
            "Contains",
            "EachMemberEquals",
            "EachMemberIn",
            "RefAll",
            "ValueOf",
            "ValueOfAll")) {
      names.put(function, "Fn::" + function);
    }
    return names;
  }

  /** The argument in long form: {@code !GetAtt Table.Arn} is {@code Fn::GetAtt: [Table, Arn]}. */
  static Node argument(String function, Node argument) {
    if (function.equals("Fn::GetAtt") && argument instanceof Node.Scalar scalar) {
      var dot = scalar.text().indexOf('.');
      if (dot > 0) {
        return new Node.Sequence(
            List.of(
                Node.Scalar.text(scalar.text().substring(0, dot), scalar.source()),
                Node.Scalar.text(scalar.text().substring(dot + 1), scalar.source())),
            scalar.source());
      }
    }
    return argument;
  }
}
