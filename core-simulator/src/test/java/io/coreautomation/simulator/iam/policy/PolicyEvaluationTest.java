package io.coreautomation.simulator.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.simulator.iam.policy.Policies.ResourcePolicy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What policies decide together: the tables of "Policy evaluation logic", "Permissions boundaries
 * for IAM entities" and "Cross-account policy evaluation logic" in the IAM User Guide.
 */
class PolicyEvaluationTest {
  private static final String OURS = "111122223333";
  private static final String THEIRS = "444455556666";
  private static final Requester JOHN =
      new Requester.User(OURS, "arn:aws:iam::111122223333:user/John");
  private static final Requester SESSION =
      new Requester.RoleSession(
          OURS,
          "arn:aws:iam::111122223333:role/app",
          "arn:aws:sts::111122223333:assumed-role/app/s1");
  private static final AccessRequest READ = read(JOHN);
  private static final AccessRequest READ_AS_ROLE = read(SESSION);

  private static final PolicyDocument ALLOW = attached("Allow", "s3:GetObject");
  private static final PolicyDocument OTHER = attached("Allow", "ec2:*");
  private static final PolicyDocument DENY = attached("Deny", "s3:*");

  private static AccessRequest read(Requester who) {
    return new AccessRequest(who, "s3:GetObject", "arn:aws:s3:::bucket/key");
  }

  private static PolicyDocument attached(String effect, String action) {
    return PolicyDocument.attached(
        """
        {"Version": "2012-10-17",
         "Statement": {"Effect": "%s", "Action": "%s", "Resource": "*"}}\
        """
            .formatted(effect, action));
  }

  private static ResourcePolicy bucket(String owner, String effect, String principal) {
    return new ResourcePolicy(
        owner,
        PolicyType.RESOURCE,
        PolicyDocument.ofResource(
            """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "%s", "Principal": %s, "Action": "s3:GetObject",
                           "Resource": "arn:aws:s3:::bucket/*"}}\
            """
                .formatted(effect, principal)));
  }

  private static String aws(String arn) {
    return "{\"AWS\": \"" + arn + "\"}";
  }

  private static String outcome(Policies policies, AccessRequest request) {
    return switch (policies.decide(request)) {
      case Decision.Allowed() -> "allowed";
      case Decision.Denied denied -> denied.message(request);
    };
  }

  record Case(String name, Policies policies, AccessRequest request, String outcome) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String JOHN_READS =
      "User: arn:aws:iam::111122223333:user/John is not authorized to perform: s3:GetObject on"
          + " resource: arn:aws:s3:::bucket/key";
  private static final String ROLE_READS =
      "User: arn:aws:sts::111122223333:assumed-role/app/s1 is not authorized to perform:"
          + " s3:GetObject on resource: arn:aws:s3:::bucket/key";

  static Stream<Case> withinAnAccount() {
    var mine = Policies.of(List.of(ALLOW));
    var nothing = Policies.of(List.of());
    return Stream.of(
        new Case("an allow of the principal is enough", mine, READ, "allowed"),
        new Case(
            "what nobody allows is denied",
            nothing,
            READ,
            JOHN_READS + " because no identity-based policy allows the s3:GetObject action"),
        new Case(
            "a deny beats an allow of the same kind",
            Policies.of(List.of(ALLOW, DENY)),
            READ,
            JOHN_READS + " with an explicit deny in an identity-based policy"),
        new Case(
            "a deny beats the resource's policy",
            Policies.of(List.of(DENY)).withResource(bucket(OURS, "Allow", aws(JOHN.arn()))),
            READ,
            JOHN_READS + " with an explicit deny in an identity-based policy"),
        new Case(
            "the resource's deny beats the principal's allow",
            mine.withResource(bucket(OURS, "Deny", "\"*\"")),
            READ,
            JOHN_READS + " with an explicit deny in a resource-based policy"),
        new Case(
            "a boundary that says nothing limits",
            mine.withBoundary(OTHER),
            READ,
            JOHN_READS + " because no permissions boundary allows the s3:GetObject action"),
        new Case(
            "a boundary that denies limits",
            mine.withBoundary(DENY),
            READ,
            JOHN_READS + " with an explicit deny in a permissions boundary"),
        new Case(
            "a boundary grants nothing",
            nothing.withBoundary(ALLOW),
            READ,
            JOHN_READS + " because no identity-based policy allows the s3:GetObject action"),
        new Case(
            "a session policy that says nothing limits",
            mine.withSession(List.of(OTHER)),
            READ_AS_ROLE,
            ROLE_READS + " because no session policy allows the s3:GetObject action"),
        new Case(
            "a session policy grants nothing",
            nothing.withSession(List.of(ALLOW)),
            READ_AS_ROLE,
            ROLE_READS + " because no identity-based policy allows the s3:GetObject action"),
        new Case(
            "a session policy that denies limits",
            mine.withSession(List.of(ALLOW, DENY)),
            READ_AS_ROLE,
            ROLE_READS + " with an explicit deny in a session policy"),
        new Case(
            "one of several session policies that allows is enough",
            mine.withSession(List.of(OTHER, ALLOW)),
            READ_AS_ROLE,
            "allowed"),
        new Case(
            "an SCP that says nothing limits",
            mine.withServiceControl(List.of(List.of(OTHER))),
            READ,
            JOHN_READS + " because no service control policy allows the s3:GetObject action"),
        new Case(
            "an SCP must allow at each level",
            mine.withServiceControl(List.of(List.of(ALLOW), List.of(OTHER))),
            READ,
            JOHN_READS + " because no service control policy allows the s3:GetObject action"),
        new Case(
            "an SCP that denies at one level limits",
            mine.withServiceControl(List.of(List.of(ALLOW), List.of(ALLOW, DENY))),
            READ,
            JOHN_READS + " with an explicit deny in a service control policy"),
        new Case(
            "SCPs that allow grant nothing",
            nothing.withServiceControl(List.of(List.of(ALLOW), List.of(ALLOW))),
            READ,
            JOHN_READS + " because no identity-based policy allows the s3:GetObject action"),
        new Case(
            "SCPs limit the root user, too",
            nothing.withServiceControl(List.of(List.of(DENY))),
            read(new Requester.Root(OURS)),
            "User: arn:aws:iam::111122223333:root is not authorized to perform: s3:GetObject on"
                + " resource: arn:aws:s3:::bucket/key with an explicit deny in a service control"
                + " policy"),
        new Case("nothing else does", nothing, read(new Requester.Root(OURS)), "allowed"));
  }

  static Stream<Case> byTheResource() {
    var nothing = Policies.of(List.of());
    return Stream.of(
        new Case(
            "a user whom the resource names needs no more",
            nothing.withBoundary(OTHER).withResource(bucket(OURS, "Allow", aws(JOHN.arn()))),
            READ,
            "allowed"),
        new Case(
            "a session that the resource names needs no more",
            nothing
                .withBoundary(OTHER)
                .withSession(List.of(OTHER))
                .withResource(bucket(OURS, "Allow", aws(SESSION.arn()))),
            READ_AS_ROLE,
            "allowed"),
        new Case(
            "a role that the resource names needs no policy of its own",
            nothing.withResource(bucket(OURS, "Allow", aws(SESSION.principalArn()))),
            READ_AS_ROLE,
            "allowed"),
        new Case(
            "but its boundary limits it",
            nothing
                .withBoundary(OTHER)
                .withResource(bucket(OURS, "Allow", aws(SESSION.principalArn()))),
            READ_AS_ROLE,
            ROLE_READS + " because no permissions boundary allows the s3:GetObject action"),
        new Case(
            "and so does its session",
            nothing
                .withSession(List.of(OTHER))
                .withResource(bucket(OURS, "Allow", aws(SESSION.principalArn()))),
            READ_AS_ROLE,
            ROLE_READS + " because no session policy allows the s3:GetObject action"),
        new Case(
            "an account that the resource names decides itself",
            nothing.withResource(bucket(OURS, "Allow", aws("arn:aws:iam::111122223333:root"))),
            READ,
            JOHN_READS + " because no identity-based policy allows the s3:GetObject action"),
        new Case(
            "from another account both must allow: both do",
            Policies.of(List.of(ALLOW)).withResource(bucket(THEIRS, "Allow", aws(OURS))),
            READ,
            "allowed"),
        new Case(
            "from another account both must allow: the resource does not",
            Policies.of(List.of(ALLOW)).withResource(bucket(THEIRS, "Allow", aws(THEIRS))),
            READ,
            JOHN_READS + " because no resource-based policy allows the s3:GetObject action"),
        new Case(
            "from another account both must allow: the principal's do not",
            nothing.withResource(bucket(THEIRS, "Allow", aws(JOHN.arn()))),
            READ,
            JOHN_READS + " because no identity-based policy allows the s3:GetObject action"),
        new Case(
            "in its own account a resource that says nothing leaves it to the principal's",
            Policies.of(List.of(ALLOW)).withResource(bucket(OURS, "Allow", aws(THEIRS))),
            READ,
            "allowed"));
  }

  @ParameterizedTest
  @MethodSource({"withinAnAccount", "byTheResource"})
  void policies_decide_together(Case given) {
    assertThat(outcome(given.policies(), given.request())).isEqualTo(given.outcome());
  }

  /** "How to use trust policies with IAM roles" and "The confused deputy problem". */
  @Nested
  class Trust {
    private static final String ROLE = "arn:aws:iam::444455556666:role/deploy";
    private static final Policies MAY_ASSUME =
        Policies.of(List.of(attached("Allow", "sts:AssumeRole")));

    private String assume(Policies policies, Requester who, String externalId, String trust) {
      var request =
          new AccessRequest(
              who,
              "sts:AssumeRole",
              ROLE,
              externalId.isEmpty()
                  ? java.util.Map.of()
                  : java.util.Map.of("sts:ExternalId", List.of(externalId)));
      return outcome(
          policies.withResource(
              new ResourcePolicy(
                  THEIRS,
                  PolicyType.ROLE_TRUST,
                  PolicyDocument.ofTrust(
                      "{\"Version\": \"2012-10-17\", \"Statement\": [" + trust + "]}"))),
          request);
    }

    private static final String WITH_EXTERNAL_ID =
        """
        {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole",
         "Condition": {"StringEquals": {"sts:ExternalId": "12345"},
                       "ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/app"}}}\
        """;

    @Test
    void the_role_that_it_names_and_that_knows_the_external_id_may() {
      assertThat(assume(MAY_ASSUME, SESSION, "12345", WITH_EXTERNAL_ID)).isEqualTo("allowed");
    }

    @Test
    void without_the_external_id_it_may_not() {
      var refused =
          "User: arn:aws:sts::111122223333:assumed-role/app/s1 is not authorized to perform:"
              + " sts:AssumeRole on resource: "
              + ROLE
              + " because no role trust policy allows the sts:AssumeRole action";
      assertThat(assume(MAY_ASSUME, SESSION, "", WITH_EXTERNAL_ID)).isEqualTo(refused);
      assertThat(assume(MAY_ASSUME, SESSION, "12346", WITH_EXTERNAL_ID)).isEqualTo(refused);
    }

    @Test
    void another_principal_of_the_trusted_account_may_not() {
      assertThat(assume(MAY_ASSUME, JOHN, "12345", WITH_EXTERNAL_ID))
          .isEqualTo(
              "User: arn:aws:iam::111122223333:user/John is not authorized to perform:"
                  + " sts:AssumeRole on resource: "
                  + ROLE
                  + " because no role trust policy allows the sts:AssumeRole action");
    }

    @Test
    void who_is_trusted_must_be_allowed_to_assume_it_as_well() {
      assertThat(assume(Policies.of(List.of(ALLOW)), SESSION, "12345", WITH_EXTERNAL_ID))
          .endsWith(" because no identity-based policy allows the sts:AssumeRole action");
    }

    @Test
    void a_deny_in_it_decides() {
      var deny =
          """
          {"Effect": "Deny", "Principal": "*", "Action": "sts:*",
           "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-ours"}}}\
          """;
      assertThat(assume(MAY_ASSUME, SESSION, "12345", WITH_EXTERNAL_ID + "," + deny))
          .endsWith(" with an explicit deny in the role trust policy");
    }

    @Test
    void a_service_that_it_names_needs_no_more() {
      var trust =
          """
          {"Effect": "Allow", "Action": "sts:AssumeRole",
           "Principal": {"Service": "cloudformation.amazonaws.com"}}\
          """;
      var nothing = Policies.of(List.of());
      assertThat(assume(nothing, new Requester.Service("cloudformation.amazonaws.com"), "", trust))
          .isEqualTo("allowed");
      assertThat(assume(nothing, new Requester.Service("lambda.amazonaws.com"), "", trust))
          .isEqualTo(
              "User: lambda.amazonaws.com is not authorized to perform: sts:AssumeRole on"
                  + " resource: "
                  + ROLE
                  + " because no role trust policy allows the sts:AssumeRole action");
    }
  }
}
