package io.coreautomation.execute.kind.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackDigestTest {
  private static boolean isFixed(String template) {
    return StackDigest.isFixed(
        new TemplateContent(
            (Node.Mapping)
                new DocumentReader()
                    .read(
                        "stack.yaml",
                        template.getBytes(StandardCharsets.UTF_8),
                        Dialect.CLOUDFORMATION)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{Resources: {A: {Type: 'AWS::SQS::Queue'}}}",
        "{Parameters: {P: {Type: String}}, Resources: {A: {Type: 'AWS::SQS::Queue'}}}",
        "{Parameters: {P: {Type: 'AWS::SSM::Parameter::Name'}}, Resources: {}}",
        "{Resources: {A: {Type: T, Properties: {X: '{{resolve:ssm:/a/b:3}}'}}}}",
        "{Resources: {A: {Type: T, Properties: {X: !ImportValue shared}}}}"
      })
  void a_template_in_which_nothing_is_looked_up_is_said_all_by_its_digest(String template) {
    assertThat(isFixed(template)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{Transform: 'AWS::Serverless-2016-10-31', Resources: {}}",
        "{Parameters: {P: {Type: 'AWS::SSM::Parameter::Value<String>'}}, Resources: {}}",
        "{Resources: {A: {Type: 'AWS::CloudFormation::Stack'}}}",
        "{Resources: {A: {Type: 'Acme::S3::Bucket::MODULE'}}}",
        "{Resources: {A: {Type: T, Properties: {'Fn::Transform': {Name: 'AWS::Include'}}}}}",
        "{Resources: {A: {Type: T, Properties: {X: ['{{resolve:ssm:/a/b}}']}}}}",
        "{Resources: {A: {Type: T, Properties: {X: 'a {{resolve:ssm:a:1}} {{resolve:ssm:a}}'}}}}"
      })
  void one_in_which_something_is_looked_up_is_not(String template) {
    assertThat(isFixed(template)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "plain, true",
    "{{resolve:ssm:name:12}}, true",
    "{{resolve:ssm:name}}, false",
    "{{resolve:ssm-secure:name:1}}, true",
    "{{resolve:ssm-secure:name}}, false",
    "{{resolve:secretsmanager:db}}, false",
    "{{resolve:secretsmanager:db:SecretString:password}}, false",
    "{{resolve:secretsmanager:db:SecretString:password:AWSCURRENT}}, false",
    "{{resolve:secretsmanager:db:SecretString:password:AWSCURRENT:}}, false",
    "{{resolve:secretsmanager:db:SecretString:password::0a1b}}, true",
    "{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:1:secret:db:SecretString:::0a1b}},"
        + " true",
    "{{resolve:later:what}}, false"
  })
  void a_reference_is_fixed_by_its_version(String text, boolean fixed) {
    assertThat(StackDigest.isFixed(text)).isEqualTo(fixed);
  }

  @Test
  void everything_that_a_deployment_sets_is_in_the_digest_and_the_build_is_not() {
    var base = params("1", "a", Map.of("P", "x"), Map.of("t", "x"), List.of(), null);
    assertThat(
            Stream.of(
                    base,
                    params("1", "b", Map.of("P", "x"), Map.of("t", "x"), List.of(), null),
                    params("1", "a", Map.of("P", "y"), Map.of("t", "x"), List.of(), null),
                    params("1", "a", Map.of("P", "x"), Map.of("t", "y"), List.of(), null),
                    params("1", "a", Map.of(), Map.of("P", "x", "t", "x"), List.of(), null),
                    params(
                        "1",
                        "a",
                        Map.of("P", "x"),
                        Map.of("t", "x"),
                        List.of("CAPABILITY_IAM"),
                        null),
                    params("1", "a", Map.of("P", "x"), Map.of("t", "x"), List.of(), true))
                .map(StackDigest::of))
        .doesNotHaveDuplicates();
    assertThat(
            StackDigest.of(params("2", "a", Map.of("P", "x"), Map.of("t", "x"), List.of(), null)))
        .isEqualTo(StackDigest.of(base));
  }

  private static CreateStack.Params params(
      String build,
      String template,
      Map<String, String> parameters,
      Map<String, String> tags,
      List<String> capabilities,
      Boolean protection) {
    return new CreateStack.Params(
        "web",
        Json.object()
            .put(
                "key",
                "artefacts/web/shop/main/"
                    + build
                    + "/templates/"
                    + Digest.of(template).hex()
                    + ".yaml"),
        parameters,
        tags,
        capabilities,
        protection,
        null,
        null,
        null,
        List.of(),
        false);
  }
}
