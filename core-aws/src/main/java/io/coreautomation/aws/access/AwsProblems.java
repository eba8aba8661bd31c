package io.coreautomation.aws.access;

import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates what AWS answers into problems: the one place that knows its error codes. */
public final class AwsProblems {
  private static final Set<String> DENIED =
      Set.of(
          "AuthFailure",
          "AuthorizationError",
          "ExpiredToken",
          "ExpiredTokenException",
          "Forbidden",
          "InvalidClientTokenId",
          "NotAuthorized",
          "SignatureDoesNotMatch",
          "UnauthorizedOperation",
          "UnrecognizedClientException");

  /**
   * What services say of a role, principal or key that was made a moment ago and is not known
   * everywhere yet.
   */
  private static final List<String> PROPAGATING =
      List.of(
          "cannot be assumed",
          "cannot assume role",
          "invalid principal",
          "is not authorized to assume the provided role",
          "unable to assume the role");

  /** What AWS calls the policy that forbids something, and what to do then. */
  private static final Map<String, String> FORBIDDING =
      Map.of(
          "service control policy",
          "The organization forbids it in this account: ask its administrators for an exception.",
          "resource control policy",
          "The organization forbids it for the resource: ask its administrators for an exception.",
          "permissions boundary",
          "Allow it in the permissions boundary of the role or user.",
          "session policy",
          "Allow it in the policy that the role was assumed with.",
          "vpc endpoint policy",
          "Allow it in the policy of the VPC endpoint.",
          "resource-based policy",
          "Allow it in the policy of the resource.",
          "explicit deny in an identity-based policy",
          "Take the deny out of the role's policies.");

  private AwsProblems() {}

  /** What an SDK exception means, in AWS's own words but without its request ids. */
  public static Problem of(SdkException e) {
    return e instanceof AwsServiceException answer ? ofAnswer(answer) : ofNoAnswer(e);
  }

  /** What a throttle means to somebody who does not pace calls. */
  public static Problem of(ThrottledException e) {
    return Problem.of(
        ProblemCode.THROTTLED,
        "AWS slowed us down: " + e.service() + " " + e.operation(),
        "Try again in a minute.");
  }

  private static Problem ofAnswer(AwsServiceException e) {
    var code = code(e);
    var message = message(e);
    if (Throttling.is(e)) {
      return Problem.of(ProblemCode.THROTTLED, message, "Try again in a minute.");
    }
    if (code.equals("OptInRequired")) {
      return Problem.of(
          ProblemCode.AWS_PROPAGATING,
          message,
          "A new account or region takes a while; if it stays so, enable the region in the"
              + " account.");
    }
    var lower = message.toLowerCase(Locale.ROOT);
    if (PROPAGATING.stream().anyMatch(lower::contains)) {
      return Problem.of(
          ProblemCode.AWS_PROPAGATING,
          message,
          "A new role takes a while to be known; if it stays so, check its trust policy.");
    }
    if (code.startsWith("AccessDenied") || DENIED.contains(code)) {
      return Problem.of(ProblemCode.AWS_DENIED, message, allowing(lower));
    }
    if (e.statusCode() >= 500 || code.equals("ConditionalRequestConflict")) {
      return Problem.of(ProblemCode.AWS_UNAVAILABLE, message, "Try again in a minute.");
    }
    return Problem.of(ProblemCode.AWS_REFUSED, message, "");
  }

  /** Who can allow it: AWS mostly says what sort of policy forbids it. */
  private static String allowing(String message) {
    for (var forbidding : FORBIDDING.entrySet()) {
      if (message.contains(forbidding.getKey())) {
        return forbidding.getValue();
      }
    }
    return "Allow it in the role's policies.";
  }

  private static Problem ofNoAnswer(SdkException e) {
    var message = withoutFullStop(e.getMessage() == null ? e.toString() : e.getMessage());
    if (message.startsWith("Unable to load credentials")) {
      return Problem.of(
          ProblemCode.AWS_DENIED,
          "there are no AWS credentials",
          "Name a profile with --profile, or set AWS_PROFILE.");
    }
    return Problem.of(
        ProblemCode.AWS_UNAVAILABLE, message, "Check the connection and the region's name.");
  }

  /** AWS's code, such as {@code ValidationError}; empty if it gave none. */
  public static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
        ? ""
        : e.awsErrorDetails().errorCode();
  }

  /** AWS's message without service, status and request ids, or the code if there is no message. */
  public static String message(AwsServiceException e) {
    var details = e.awsErrorDetails();
    var message = details == null ? null : details.errorMessage();
    if (message == null || message.isBlank()) {
      return code(e).isEmpty() ? "AWS answered with status " + e.statusCode() : code(e);
    }
    return withoutFullStop(message);
  }

  private static String withoutFullStop(String message) {
    var text = message.strip();
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
