package io.coreautomation.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;

class RefusedTemplatesTest {
  private final Twin twin = new Twin();

  record Case(String name, String template, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "no YAML",
            "Resources: [",
            "Template format error: YAML not well-formed. (line 1, column 13)"),
        new Case(
            "no JSON",
            "{\"Resources\": }",
            "Template format error: JSON not well-formed. (line 1, column 15)"),
        new Case(
            "no resources",
            "Parameters: {}",
            "Template format error: At least one Resources member must be defined."),
        new Case(
            "an unknown section",
            "Resource: {}\nResources: {T: {Type: 'AWS::SNS::Topic'}}",
            "Invalid template property or properties [Resource]"),
        new Case(
            "a resource without a type",
            "Resources: {T: {Properties: {}}}",
            "Template format error: [/Resources/T] Every Resources object must contain a Type"
                + " member."),
        new Case(
            "a name with a hyphen",
            "Resources: {my-topic: {Type: 'AWS::SNS::Topic'}}",
            "Template format error: Resource name my-topic is non alphanumeric."),
        new Case(
            "a null",
            "Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {TopicName: }}}",
            "Template format error: [/Resources/T/Properties/TopicName] 'null' values are not"
                + " allowed in templates"),
        new Case(
            "a reference to nothing",
            "Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {TopicName: !Ref X}}}",
            "Template format error: Unresolved resource dependencies [X] in the Resources block of"
                + " the template"),
        new Case(
            "a substitution of nothing",
            "Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {TopicName: !Sub 'a-${Y}'}}}",
            "Template format error: Unresolved resource dependencies [Y] in the Resources block of"
                + " the template"),
        new Case(
            "an output of nothing",
            "Resources: {T: {Type: 'AWS::SNS::Topic'}}\nOutputs: {O: {Value: !Ref Z}}",
            "Template format error: Unresolved resource dependencies [Z] in the Outputs block of"
                + " the template"),
        new Case(
            "an attribute of nothing",
            "Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {TopicName: !GetAtt X.Arn}}}",
            "Template error: instance of Fn::GetAtt references undefined resource X"),
        new Case(
            "an attribute that a type lacks",
            "Resources: {T: {Type: 'AWS::SNS::Topic'}}\nOutputs: {O: {Value: !GetAtt T.Nope}}",
            "Template error: resource T does not support attribute type Nope in Fn::GetAtt"),
        new Case(
            "a circle",
            """
            Resources:
              A: {Type: AWS::SNS::Topic, DependsOn: B}
              B: {Type: AWS::SNS::Topic, Properties: {DisplayName: !GetAtt C.TopicName}}
              C: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Sub "${A}"}}
              D: {Type: AWS::SNS::Topic, DependsOn: A}
            """,
            "Circular dependency between resources: [A, B, C]"),
        new Case(
            "an unknown condition",
            "Resources: {T: {Type: 'AWS::SNS::Topic', Condition: C}}",
            "Template format error: Unresolved condition dependency C in the Resources block of the"
                + " template"),
        new Case(
            "a parameter of an unknown type",
            "Parameters: {P: {Type: Text}}\nResources: {T: {Type: 'AWS::SNS::Topic'}}",
            "Template format error: Unrecognized parameter type: Text"),
        new Case(
            "a parameter without a value",
            "Parameters: {P: {Type: String}, Q: {Type: String}}\n"
                + "Resources: {T: {Type: 'AWS::SNS::Topic'}}",
            "Parameters: [P, Q] must have values"),
        new Case(
            "a value that is not allowed",
            "Parameters: {P: {Type: String, Default: c, AllowedValues: [a, b],"
                + " ConstraintDescription: a or b}}\nResources: {T: {Type: 'AWS::SNS::Topic'}}",
            "Parameter 'P' failed to satisfy constraint: a or b"),
        new Case(
            "a value off its pattern",
            "Parameters: {P: {Type: String, Default: c1, AllowedPattern: '[a-z]+'}}\n"
                + "Resources: {T: {Type: 'AWS::SNS::Topic'}}",
            "Parameter 'P' must match pattern [a-z]+"),
        new Case(
            "a number that is none",
            "Parameters: {P: {Type: Number, Default: many}}\n"
                + "Resources: {T: {Type: 'AWS::SNS::Topic'}}",
            "Parameter 'P' must be a number"),
        new Case(
            "a number that is too big",
            "Parameters: {P: {Type: Number, Default: 11, MaxValue: 10}}\n"
                + "Resources: {T: {Type: 'AWS::SNS::Topic'}}",
            "Parameter 'P' must be a number not greater than 10"),
        new Case(
            "a macro",
            "Transform: AWS::Serverless-2016-10-31\nResources: {T: {Type: 'AWS::SNS::Topic'}}",
            "No transform named AWS::Serverless-2016-10-31 found. (The twin applies"
                + " AWS::LanguageExtensions only.)"),
        new Case(
            "a map without the key",
            """
            Mappings: {M: {a: {b: c}}}
            Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !FindInMap [M, x, b]}}}
            """,
            "Template error: Unable to get mapping for M::x::b"),
        new Case(
            "a join without a list",
            "Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {TopicName: !Join ['-', a]}}}",
            "Template error: every Fn::Join object requires two parameters, (1) a string delimiter"
                + " and (2) a list of strings to be joined or a function that returns a list of"
                + " strings (such as Fn::GetAZs) to be joined."),
        new Case(
            "a selection beyond the end",
            "Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {TopicName: !Select [2, [a]]}}}",
            "Template error: Fn::Select  cannot select nonexistent value at index 2"),
        new Case(
            "a rule that does not hold",
            """
            Parameters: {Env: {Type: String, Default: prod}, Size: {Type: String, Default: small}}
            Rules:
              Big:
                RuleCondition: !Equals [!Ref Env, prod]
                Assertions:
                  - Assert: !Contains [[large, huge], !Ref Size]
                    AssertDescription: production is large
            Resources: {T: {Type: AWS::SNS::Topic}}
            """,
            "Template validation error: Rule Big failed: production is large"),
        new Case(
            "too many resources",
            "Resources:\n" + topics(501),
            "Template format error: Number of resources, 501, is greater than maximum allowed,"
                + " 500"),
        new Case(
            "too many outputs",
            "Resources:\n"
                + topics(1)
                + "Outputs:\n"
                + IntStream.range(0, 201)
                    .mapToObj(i -> "  O" + i + ": {Value: x}\n")
                    .collect(Collectors.joining()),
            "Template format error: Number of outputs, 201, is greater than maximum allowed, 200"));
  }

  private static String topics(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "  T" + i + ": {Type: AWS::SNS::Topic}\n")
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_bad_template_is_refused_in_cloudformations_words(Case c) {
    assertThatThrownBy(() -> twin.create("s", c.template()))
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(c.message());
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
              assertThat(e.awsErrorDetails().serviceName()).isEqualTo("CloudFormation");
            });
    assertThat(twin.cloudFormation.listStacks().stackSummaries()).isEmpty();
  }

  @Test
  void a_body_over_51200_bytes_goes_by_url_only() {
    var template = "Resources: {T: {Type: 'AWS::SNS::Topic'}}\n#" + "x".repeat(51_200);
    assertThatThrownBy(() -> twin.create("s", template))
        .hasMessageContaining("at 'templateBody' failed to satisfy constraint: Member must have")
        .hasMessageContaining("length less than or equal to 51200");
    var url = twin.object("https://b.s3.amazonaws.com/t.yaml", template).toString();
    twin.cloudFormation.createStack(r -> r.stackName("s").templateURL(url));
    assertThat(twin.settle().status("s")).isEqualTo("CREATE_COMPLETE");
    assertThatThrownBy(
            () -> twin.cloudFormation.createStack(r -> r.stackName("t").templateURL(url + "x")))
        .hasMessageContaining("TemplateURL must reference a valid S3 object");
  }

  @Test
  void iam_resources_need_a_capability() {
    var role =
        """
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {Version: 2012-10-17, Statement: []}
              #NAME
        """;
    assertThatThrownBy(() -> twin.create("s", role))
        .isInstanceOfSatisfying(
            InsufficientCapabilitiesException.class,
            e ->
                assertThat(e.awsErrorDetails().errorMessage())
                    .isEqualTo("Requires capabilities : [CAPABILITY_IAM]"));
    var named = role.replace("#NAME", "RoleName: r");
    assertThatThrownBy(
            () -> twin.create("s", named, r -> r.capabilities(Capability.CAPABILITY_IAM)))
        .hasMessageContaining("Requires capabilities : [CAPABILITY_NAMED_IAM]");
    twin.create("s", named, r -> r.capabilities(Capability.CAPABILITY_NAMED_IAM));
    assertThat(twin.settle().status("s")).isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void names_parameters_and_roles_are_checked() {
    var topic = "Resources: {T: {Type: 'AWS::SNS::Topic'}}";
    assertThatThrownBy(() -> twin.create("9lives", topic))
        .hasMessageContaining(
            "Value '9lives' at 'stackName' failed to satisfy constraint: Member must satisfy"
                + " regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
    assertThatThrownBy(
            () ->
                twin.create(
                    "s", topic, r -> r.parameters(p -> p.parameterKey("X").parameterValue("1"))))
        .hasMessageContaining("Parameters: [X] do not exist in the template");
    var role = "arn:aws:iam::111111111111:role/core-automation-change";
    assertThatThrownBy(() -> twin.create("s", topic, r -> r.roleARN(role)))
        .hasMessageContaining("Role " + role + " is invalid or cannot be assumed");
    twin.create(
        "s",
        topic,
        r -> r.roleARN("arn:aws:iam::111111111111:role/core-automation-stack-execution"));
    assertThat(twin.stack("s").roleARN()).endsWith("core-automation-stack-execution");
  }
}
