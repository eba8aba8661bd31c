package io.coreautomation.simulator.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a statement matches: the pages of "IAM JSON policy element reference". */
class StatementTest {
  private static final Requester DAVE =
      new Requester.User("111122223333", "arn:aws:iam::111122223333:user/dave");

  private static boolean allows(String version, String statement, AccessRequest request) {
    return Policies.of(
            List.of(
                PolicyDocument.attached(
                    "{\"Version\": \"" + version + "\", \"Statement\": " + statement + "}")))
        .decide(request)
        .allowed();
  }

  private static AccessRequest request(
      String action, String resource, Map<String, List<String>> context) {
    return new AccessRequest(DAVE, action, resource, context);
  }

  @ParameterizedTest
  @CsvSource({
    "Action, iam:*AccessKey*, iam:CreateAccessKey, true",
    "Action, iam:*AccessKey*, iam:GetUser, false",
    "Action, s3:getobject, s3:GetObject, true", // actions know no case
    "Action, s3:GetObject, s3:GetObjectVersion, false",
    "Action, s3:GetObject?, s3:GetObject, false",
    "Action, ec2:Describe*, ec2:DescribeImages, true",
    "Action, *, anything:AtAll, true",
    "NotAction, iam:*, s3:GetObject, true",
    "NotAction, iam:*, iam:GetUser, false"
  })
  void actions_are_matched(String element, String pattern, String action, boolean allowed) {
    assertThat(
            allows(
                "2012-10-17",
                "{\"Effect\": \"Allow\", \"%s\": \"%s\", \"Resource\": \"*\"}"
                    .formatted(element, pattern),
                request(action, "*", Map.of())))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "Resource, arn:aws:s3:::bucket/*, arn:aws:s3:::bucket/a/b, true",
    "Resource, arn:aws:s3:::bucket/*, arn:aws:s3:::bucket, false",
    "Resource, arn:aws:s3:::bucket/*, arn:aws:s3:::Bucket/a, false", // resources know case
    "Resource, arn:aws:s3:::*/test/?.txt, arn:aws:s3:::b/test/1.txt, true",
    "Resource, arn:aws:s3:::*/test/?.txt, arn:aws:s3:::b/test/12.txt, false",
    "Resource, arn:aws:iam::111122223333:user/Bob, arn:aws:iam::111122223333:user/Bob, true",
    "Resource, arn:aws:iam::111122223333:user/Bob, arn:aws:iam::111122223333:user/Bobby, false",
    "Resource, arn:aws:cloudformation:*:111122223333:stack/a*,"
        + " arn:aws:cloudformation:eu-west-1:111122223333:stack/ab/1-2, true",
    "Resource, arn:aws:cloudformation:*:111122223333:stack/a*,"
        + " arn:aws:cloudformation:eu-west-1:444455556666:stack/ab/1-2, false",
    "NotResource, arn:aws:s3:::bucket/*, arn:aws:s3:::other/a, true",
    "NotResource, arn:aws:s3:::bucket/*, arn:aws:s3:::bucket/a, false"
  })
  void resources_are_matched(String element, String pattern, String resource, boolean allowed) {
    assertThat(
            allows(
                "2012-10-17",
                "{\"Effect\": \"Allow\", \"Action\": \"*\", \"%s\": \"%s\"}"
                    .formatted(element, pattern),
                request("any:Action", resource, Map.of())))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2012-10-17; arn:aws:s3:::b/${aws:username}/*; arn:aws:s3:::b/dave/x; true",
        "2012-10-17; arn:aws:s3:::b/${aws:username}/*; arn:aws:s3:::b/carol/x; false",
        "2012-10-17; arn:aws:s3:::b/${AWS:UserName}; arn:aws:s3:::b/dave; true",
        "2012-10-17; arn:aws:s3:::${aws:PrincipalAccount}; arn:aws:s3:::111122223333; true",
        "2012-10-17; arn:aws:s3:::${aws:PrincipalTag/team}; arn:aws:s3:::yellow; true",
        "2012-10-17; arn:aws:s3:::${aws:PrincipalTag/none}; arn:aws:s3:::; false",
        "2012-10-17; arn:aws:s3:::${aws:PrincipalTag/none, 'all'}; arn:aws:s3:::all; true",
        "2012-10-17; arn:aws:s3:::${aws:PrincipalTag/wild}; arn:aws:s3:::*; true",
        "2012-10-17; arn:aws:s3:::${aws:PrincipalTag/wild}; arn:aws:s3:::anything; false",
        "2012-10-17; arn:aws:s3:::a${*}; arn:aws:s3:::a*; true",
        "2012-10-17; arn:aws:s3:::a${*}; arn:aws:s3:::ab; false",
        "2008-10-17; arn:aws:s3:::${aws:username}; arn:aws:s3:::dave; false",
        "2008-10-17; arn:aws:s3:::${aws:username}; arn:aws:s3:::${aws:username}; true"
      })
  void variables_stand_for_their_values(
      String version, String pattern, String resource, boolean allowed) {
    var tags =
        Map.of("aws:PrincipalTag/team", List.of("yellow"), "aws:PrincipalTag/wild", List.of("*"));
    assertThat(
            allows(
                version,
                "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"%s\"}"
                    .formatted(pattern),
                request("any:Action", resource, tags)))
        .isEqualTo(allowed);
  }

  record Case(String condition, String key, List<String> values, boolean holds) {}

  static Stream<Case> conditions() {
    var key = "aws:k";
    return Stream.of(
        new Case("'StringEquals': {'aws:K': 'a'}", key, List.of("a"), true),
        new Case("'StringEquals': {'aws:k': ['b', 'a']}", key, List.of("a"), true),
        new Case("'StringEquals': {'aws:k': 'a*'}", key, List.of("ab"), false),
        new Case("'StringEquals': {'aws:k': 'A'}", key, List.of("a"), false),
        new Case("'StringEquals': {'aws:k': 'a'}", key, List.of(), false),
        new Case("'StringEqualsIfExists': {'aws:k': 'a'}", key, List.of(), true),
        new Case("'StringEqualsIfExists': {'aws:k': 'a'}", key, List.of("b"), false),
        new Case("'StringEqualsIgnoreCase': {'aws:k': 'A'}", key, List.of("a"), true),
        new Case("'StringNotEquals': {'aws:k': 'a'}", key, List.of("b"), true),
        new Case("'StringNotEquals': {'aws:k': ['a', 'b']}", key, List.of("b"), false),
        new Case("'StringNotEquals': {'aws:k': 'a'}", key, List.of(), true),
        new Case("'StringLike': {'aws:k': 'a?c*'}", key, List.of("abcd"), true),
        new Case("'StringLike': {'aws:k': 'a?c*'}", key, List.of("acd"), false),
        new Case("'StringLike': {'aws:k': '${aws:username}-*'}", key, List.of("dave-1"), true),
        new Case("'StringNotLike': {'aws:k': 'a*'}", key, List.of("ab"), false),
        new Case("'StringNotLikeIfExists': {'aws:k': 'a*'}", key, List.of(), true),
        new Case("'Bool': {'aws:k': 'true'}", key, List.of("True"), true),
        new Case("'Bool': {'aws:k': false}", key, List.of("true"), false),
        new Case("'Bool': {'aws:k': 'true'}", key, List.of(), false),
        new Case("'BoolIfExists': {'aws:k': 'true'}", key, List.of(), true),
        new Case("'Null': {'aws:k': 'true'}", key, List.of(), true),
        new Case("'Null': {'aws:k': 'true'}", key, List.of("x"), false),
        new Case("'Null': {'aws:k': 'false'}", key, List.of("x"), true),
        new Case("'Null': {'aws:k': 'false'}", key, List.of(), false),
        new Case(
            "'ArnLike': {'aws:k': 'arn:aws:iam::*:role/x*'}",
            key,
            List.of("arn:aws:iam::111122223333:role/xy"),
            true),
        new Case(
            "'ArnEquals': {'aws:k': 'arn:aws:iam::*:role/x*'}",
            key,
            List.of("arn:aws:iam::111122223333:role/xy"),
            true),
        new Case(
            "'ArnLike': {'aws:k': 'arn:aws:*:role/x'}", // no wildcard reaches over a colon
            key,
            List.of("arn:aws:iam::111122223333:role/x"),
            false),
        new Case(
            "'ArnNotEquals': {'aws:k': 'arn:aws:iam::*:role/x'}",
            key,
            List.of("arn:aws:iam::111122223333:role/y"),
            true),
        new Case("'NumericLessThanEquals': {'aws:k': 10}", key, List.of("10.0"), true),
        new Case("'NumericLessThan': {'aws:k': '1.2'}", key, List.of("1.2"), false),
        new Case("'NumericGreaterThan': {'aws:k': '9'}", key, List.of("10"), true),
        new Case("'NumericEquals': {'aws:k': '9'}", key, List.of("nine"), false),
        new Case("'NumericNotEquals': {'aws:k': '9'}", key, List.of("9.00"), false),
        new Case("'NumericGreaterThanEquals': {'aws:k': '9'}", key, List.of("8"), false),
        new Case(
            "'DateGreaterThan': {'aws:k': '2019-07-16T12:00:00Z'}",
            key,
            List.of("2019-07-16T15:00:00Z"),
            true),
        new Case("'DateLessThan': {'aws:k': '100'}", key, List.of("1970-01-01T00:01:41Z"), false),
        new Case("'ForAllValues:StringEquals': {'aws:k': ['a','b']}", key, List.of("a"), true),
        new Case(
            "'ForAllValues:StringEquals': {'aws:k': ['a','b']}", key, List.of("a", "c"), false),
        new Case("'ForAllValues:StringEquals': {'aws:k': ['a']}", key, List.of(), true),
        new Case("'ForAllValues:StringNotEquals': {'aws:k': ['a']}", key, List.of("b", "a"), false),
        new Case("'ForAnyValue:StringEquals': {'aws:k': ['a','b']}", key, List.of("c", "b"), true),
        new Case("'ForAnyValue:StringEquals': {'aws:k': ['a']}", key, List.of(), false),
        new Case("'ForAnyValue:StringNotEquals': {'aws:k': ['a']}", key, List.of("a", "b"), true),
        new Case("'ForAnyValue:StringLike': {'aws:k': 'o-*/r-*'}", key, List.of("o-1/r-2"), true),
        new Case(
            "'StringEquals': {'aws:k': 'a', 'aws:username': 'carol'}", key, List.of("a"), false),
        new Case(
            "'StringEquals': {'aws:k': 'a'}, 'Null': {'aws:other': 'true'}",
            key,
            List.of("a"),
            true),
        new Case(
            "'StringEquals': {'aws:k': 'a'}, 'Null': {'aws:other': 'false'}",
            key,
            List.of("a"),
            false));
  }

  @ParameterizedTest
  @MethodSource
  void conditions(Case given) {
    var context = new HashMap<String, List<String>>();
    if (!given.values().isEmpty()) {
      context.put(given.key(), given.values());
    }
    assertThat(
            allows(
                "2012-10-17",
                "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {"
                    + given.condition().replace('\'', '"')
                    + "}}",
                request("any:Action", "*", context)))
        .isEqualTo(given.holds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Statement': | This policy contains invalid Json",
        "[] | Syntax errors in policy.",
        "{'Version': '2020-01-01', 'Statement': []} | Syntax errors in policy.",
        "{'Version': '2012-10-17'} | Syntax errors in policy.",
        "{'Statement': {'Effect': 'Permit', 'Action': '*', 'Resource': '*'}}"
            + " | Syntax errors in policy.",
        "{'Statement': {'Effect': 'Allow', 'Resource': '*'}}"
            + " | Policy statement must contain actions.",
        "{'Statement': {'Effect': 'Allow', 'Action': 's3:*'}}"
            + " | Policy statement must contain resources.",
        "{'Statement': {'Effect': 'Allow', 'Action': 'GetObject', 'Resource': '*'}}"
            + " | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        "{'Statement': {'Effect': 'Allow', 'Action': 's3:*', 'Resource': 'bucket'}}"
            + " | Resource bucket must be in ARN format or \"*\".",
        "{'Statement': {'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Principal': '*'}}"
            + " | Policy document should not specify a principal.",
        "{'Statement': {'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Actoin': '*'}}"
            + " | Syntax errors in policy.",
        "{'Statement': {'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*',"
            + " 'Condition': {'StringIs': {'a:b': 'c'}}}} | Invalid Condition type : StringIs.",
        "{'Statement': [{'Sid': 'A', 'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*'},"
            + " {'Sid': 'A', 'Effect': 'Deny', 'Action': 's3:*', 'Resource': '*'}]}"
            + " | Statement IDs (SID) in a single policy must be unique."
      })
  void what_is_no_policy_is_refused_in_the_words_of_iam(String text, String message) {
    assertThatThrownBy(() -> PolicyDocument.attached(text.replace('\'', '"')))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Statement': {'Effect': 'Allow', 'Action': 'sts:AssumeRole'}}"
            + " | Missing required field Principal",
        "{'Statement': {'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': '*',"
            + " 'Resource': '*'}} | Has prohibited field Resource",
        "{'Statement': {'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': 'me'}}"
            + " | Invalid principal in policy.",
        "{'Statement': {'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {'Me': '*'}}}"
            + " | Invalid principal in policy."
      })
  void what_is_no_trust_policy_is_refused_in_the_words_of_iam(String text, String message) {
    assertThatThrownBy(() -> PolicyDocument.ofTrust(text.replace('\'', '"')))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessage(message);
  }
}
