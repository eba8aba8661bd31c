package io.coreautomation.aws.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.model.StsException;

class AwsProblemsTest {
  private static StsException answer(int status, String code, String message) {
    return (StsException)
        StsException.builder()
            .statusCode(status)
            .requestId("0b9c1c1e-request")
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("Sts")
                    .errorCode(code)
                    .errorMessage(message)
                    .build())
            .build();
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied,          Not you.,                            AWS_DENIED",
    "400, AccessDeniedException, Not you.,                            AWS_DENIED",
    "403, UnauthorizedOperation, Not you.,                            AWS_DENIED",
    "403, InvalidClientTokenId,  The token is invalid.,               AWS_DENIED",
    "500, InternalFailure,       Sorry.,                              AWS_UNAVAILABLE",
    "503, ServiceUnavailable,    Sorry.,                              AWS_UNAVAILABLE",
    "400, Throttling,            Rate exceeded,                       THROTTLED",
    "503, SlowDown,              Please reduce your request rate.,    THROTTLED",
    "400, InvalidParameterValue, The role cannot be assumed by it.,   AWS_PROPAGATING",
    "400, MalformedPolicy,       Invalid principal in policy,         AWS_PROPAGATING",
    "403, OptInRequired,         You are not subscribed.,             AWS_PROPAGATING",
    "400, ValidationError,       Template format error.,              AWS_REFUSED",
    "404, ,                      ,                                    AWS_REFUSED",
  })
  void an_answer_has_a_code_of_ours(int status, String code, String message, ProblemCode ours) {
    assertThat(AwsProblems.of(answer(status, code, message)).code()).isEqualTo(ours);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "with an explicit deny in a service control policy"
            + "| The organization forbids it in this account: ask its administrators for an"
            + " exception.",
        "because no service control policy allows the s3:GetObject action"
            + "| The organization forbids it in this account: ask its administrators for an"
            + " exception.",
        "with an explicit deny in a resource control policy"
            + "| The organization forbids it for the resource: ask its administrators for an"
            + " exception.",
        "because no permissions boundary allows the s3:GetObject action"
            + "| Allow it in the permissions boundary of the role or user.",
        "because no session policy allows the s3:GetObject action"
            + "| Allow it in the policy that the role was assumed with.",
        "because no VPC endpoint policy allows the s3:GetObject action"
            + "| Allow it in the policy of the VPC endpoint.",
        "because no resource-based policy allows the s3:GetObject action"
            + "| Allow it in the policy of the resource.",
        "with an explicit deny in an identity-based policy"
            + "| Take the deny out of the role's policies.",
        "because no identity-based policy allows the s3:GetObject action"
            + "| Allow it in the role's policies.",
      })
  void a_denial_is_mended_where_it_comes_from(String why, String mend) {
    var message = "User: ada is not authorized to perform: s3:GetObject " + why;

    assertThat(AwsProblems.of(answer(403, "AccessDenied", message)).mend()).isEqualTo(mend);
  }

  @Test
  void a_message_is_awss_own_without_its_request_id() {
    assertThat(AwsProblems.of(answer(400, "ValidationError", "Stack is busy.")).text())
        .isEqualTo("Stack is busy.");
  }

  @Test
  void an_answer_without_a_message_is_told_by_its_code_or_status() {
    var bare = (StsException) StsException.builder().statusCode(400).build();

    assertThat(AwsProblems.of(answer(400, "Strange", "")).message()).isEqualTo("Strange");
    assertThat(AwsProblems.of(bare).message()).isEqualTo("AWS answered with status 400");
  }

  @Test
  void no_answer_at_all_may_be_one_later() {
    var problem = AwsProblems.of(SdkClientException.create("Unable to execute HTTP request: x"));

    assertThat(problem.code()).isEqualTo(ProblemCode.AWS_UNAVAILABLE);
    assertThat(problem.retryable()).isTrue();
  }

  @Test
  void missing_credentials_are_told_as_such() {
    assertThat(
            AwsProblems.of(
                    SdkClientException.create(
                        "Unable to load credentials from any of the providers in the chain"))
                .text())
        .isEqualTo(
            "there are no AWS credentials. Name a profile with --profile, or set AWS_PROFILE.");
  }

  @Test
  void a_throttle_is_told_by_service_and_operation() {
    var throttle = new ThrottledException("cloudformation", "CreateStack", new RuntimeException());

    assertThat(AwsProblems.of(throttle).text())
        .isEqualTo("AWS slowed us down: cloudformation CreateStack. Try again in a minute.");
  }
}
