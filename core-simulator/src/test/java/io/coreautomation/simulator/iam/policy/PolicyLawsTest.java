package io.coreautomation.simulator.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any policies. */
class PolicyLawsTest {
  private static final List<String> ACTIONS =
      List.of("s3:GetObject", "s3:PutObject", "iam:GetUser", "sts:AssumeRole");
  private static final List<String> RESOURCES =
      List.of("arn:aws:s3:::a/1", "arn:aws:s3:::a/2", "arn:aws:s3:::b/1", "*");
  private static final Requester SESSION =
      new Requester.RoleSession(
          "111122223333",
          "arn:aws:iam::111122223333:role/app",
          "arn:aws:sts::111122223333:assumed-role/app/s1");

  private static final String DENY_ALL =
      "{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}";

  @Provide
  Arbitrary<String> statement() {
    return statement(Arbitraries.of("Allow", "Allow", "Deny"));
  }

  @Provide
  Arbitrary<String> allow() {
    return statement(Arbitraries.just("Allow"));
  }

  private static Arbitrary<String> statement(Arbitrary<String> effects) {
    return Combinators.combine(
            effects,
            Arbitraries.of("Action", "Action", "Action", "NotAction"),
            Arbitraries.of("*", "s3:*", "s3:Get*", "s3:GetObject", "iam:?etUser", "sts:*"),
            Arbitraries.of("Resource", "Resource", "Resource", "NotResource"),
            Arbitraries.of("*", "arn:aws:s3:::a/*", "arn:aws:s3:::?/1", "arn:aws:s3:::${aws:k}/1"),
            Arbitraries.of(
                "{}",
                "{\"StringEquals\": {\"aws:k\": \"a\"}}",
                "{\"StringNotLike\": {\"aws:k\": \"a*\"}}",
                "{\"Null\": {\"aws:k\": \"true\"}}"))
        .as(
            (effect, acts, action, ons, resource, condition) ->
                "{\"Effect\": \"%s\", \"%s\": \"%s\", \"%s\": \"%s\", \"Condition\": %s}"
                    .formatted(effect, acts, action, ons, resource, condition));
  }

  @Provide
  Arbitrary<List<String>> statements() {
    return statement().list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<AccessRequest> request() {
    return Combinators.combine(
            Arbitraries.of(ACTIONS),
            Arbitraries.of(RESOURCES),
            Arbitraries.of(
                Map.<String, List<String>>of(),
                Map.of("aws:k", List.of("a")),
                Map.of("aws:k", List.of("b"))))
        .as((action, resource, context) -> new AccessRequest(SESSION, action, resource, context));
  }

  private static PolicyDocument document(List<String> statements) {
    return PolicyDocument.attached(
        statements.stream()
            .collect(
                Collectors.joining(",", "{\"Version\": \"2012-10-17\", \"Statement\": [", "]}")));
  }

  private static boolean allowed(Policies policies, AccessRequest request) {
    return policies.decide(request).allowed();
  }

  private static Policies of(List<String> statements) {
    return Policies.of(List.of(document(statements)));
  }

  private static List<String> with(List<String> statements, String more) {
    return Stream.concat(statements.stream(), Stream.of(more)).toList();
  }

  @Property(tries = 300)
  void an_explicit_deny_wins_whatever_else_there_is(
      @ForAll("statements") List<String> statements,
      @ForAll("statements") List<String> session,
      @ForAll("request") AccessRequest request) {
    var denied = document(List.of(DENY_ALL));
    var policies = of(statements).withSession(List.of(document(session)));
    assertThat(allowed(of(with(statements, DENY_ALL)), request)).isFalse();
    assertThat(allowed(policies.withBoundary(denied), request)).isFalse();
    assertThat(allowed(policies.withSession(List.of(document(session), denied)), request))
        .isFalse();
    assertThat(allowed(policies.withServiceControl(List.of(List.of(denied))), request)).isFalse();
  }

  @Property(tries = 500)
  void one_more_allow_takes_nothing_away(
      @ForAll("statements") List<String> statements,
      @ForAll("allow") String more,
      @ForAll("request") AccessRequest request) {
    var before = allowed(of(statements), request);
    var after = allowed(of(with(statements, more)), request);
    assertThat(after || !before).isTrue();
  }

  @Property(tries = 500)
  void one_more_deny_gives_nothing(
      @ForAll("statements") List<String> statements,
      @ForAll("statement") String more,
      @ForAll("request") AccessRequest request) {
    var deny = more.replace("\"Allow\"", "\"Deny\"");
    var before = allowed(of(statements), request);
    var after = allowed(of(with(statements, deny)), request);
    assertThat(before || !after).isTrue();
  }

  @Property(tries = 500)
  void a_session_policy_a_boundary_and_an_scp_only_narrow(
      @ForAll("statements") List<String> statements,
      @ForAll("statements") List<String> limits,
      @ForAll("request") AccessRequest request) {
    var wide = of(statements);
    var limit = document(limits);
    var both = allowed(wide, request) && allowed(Policies.of(List.of(limit)), request);
    assertThat(allowed(wide.withSession(List.of(limit)), request)).isEqualTo(both);
    assertThat(allowed(wide.withBoundary(limit), request)).isEqualTo(both);
    assertThat(allowed(wide.withServiceControl(List.of(List.of(limit))), request)).isEqualTo(both);
  }

  @Property(tries = 500)
  void neither_the_order_of_statements_nor_their_documents_matter(
      @ForAll("statements") List<String> statements,
      @ForAll long seed,
      @ForAll("request") AccessRequest request) {
    var shuffled = new ArrayList<>(statements);
    Collections.shuffle(shuffled, new Random(seed));
    var one = of(statements).decide(request);
    assertThat(of(shuffled).decide(request)).isEqualTo(one);
    assertThat(
            Policies.of(statements.stream().map(s -> document(List.of(s))).toList())
                .decide(request))
        .isEqualTo(one);
  }

  @Property(tries = 300)
  void a_glob_matches_as_its_regular_expression_does(
      @ForAll("globs") String pattern, @ForAll("values") String value) {
    var regex = pattern.replace(".", "\\.").replace("*", ".*").replace("?", ".");
    var request = new AccessRequest(SESSION, "a:B", "*");
    assertThat(Glob.wild(pattern, true).matches(value, request)).isEqualTo(value.matches(regex));
  }

  @Provide
  Arbitrary<String> globs() {
    return Arbitraries.strings().withChars("ab.*?").ofMaxLength(8);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.strings().withChars("ab.").ofMaxLength(10);
  }
}
