package io.coreautomation.simulator.cloudformation.refusal;

import io.coreautomation.simulator.client.Refusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.LimitExceededException;
import software.amazon.awssdk.services.cloudformation.model.NameAlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.OperationIdAlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.OperationInProgressException;
import software.amazon.awssdk.services.cloudformation.model.OperationNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.StackSetNotEmptyException;
import software.amazon.awssdk.services.cloudformation.model.StackSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/** The exceptions that CloudFormation's operations throw. */
public final class Refused {
  private static final String SERVICE = "CloudFormation";
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private Refused() {}

  /** The general refusal: {@code ValidationError}. */
  public static AwsServiceException invalid(String message) {
    return of(CloudFormationException.builder(), BAD_REQUEST, "ValidationError", message);
  }

  /** A template that cannot be read: {@code ValidationError}, "Template format error: …". */
  public static AwsServiceException format(String message) {
    return invalid("Template format error: " + message);
  }

  /** A member that is too long or does not fit its pattern, in the API's own phrase. */
  public static AwsServiceException constraint(String member, String value, String constraint) {
    return invalid(
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + member
            + "' failed to satisfy constraint: Member must "
            + constraint);
  }

  public static AwsServiceException noStack(String nameOrId) {
    return invalid("Stack with id " + nameOrId + " does not exist");
  }

  public static AwsServiceException stackExists(String name) {
    return of(
        AlreadyExistsException.builder(),
        BAD_REQUEST,
        "AlreadyExistsException",
        "Stack [" + name + "] already exists");
  }

  public static AwsServiceException changeSetExists(String name) {
    return of(
        AlreadyExistsException.builder(),
        BAD_REQUEST,
        "AlreadyExistsException",
        "ChangeSet " + name + " already exists");
  }

  public static AwsServiceException capabilities(String needed) {
    return of(
        InsufficientCapabilitiesException.builder(),
        BAD_REQUEST,
        "InsufficientCapabilitiesException",
        "Requires capabilities : [" + needed + "]");
  }

  public static AwsServiceException tokenUsed(String token) {
    return of(
        TokenAlreadyExistsException.builder(),
        BAD_REQUEST,
        "TokenAlreadyExistsException",
        "Token " + token + " is already in use by another operation");
  }

  public static AwsServiceException noChangeSet(String name) {
    return of(
        ChangeSetNotFoundException.builder(),
        NOT_FOUND,
        "ChangeSetNotFound",
        "ChangeSet [" + name + "] does not exist");
  }

  public static AwsServiceException changeSetStatus(String message) {
    return of(
        InvalidChangeSetStatusException.builder(), BAD_REQUEST, "InvalidChangeSetStatus", message);
  }

  public static AwsServiceException limit(String message) {
    return of(LimitExceededException.builder(), BAD_REQUEST, "LimitExceededException", message);
  }

  public static AwsServiceException noStackSet(String name) {
    return of(
        StackSetNotFoundException.builder(),
        NOT_FOUND,
        "StackSetNotFoundException",
        "StackSet " + name + " not found");
  }

  public static AwsServiceException stackSetExists(String name) {
    return of(
        NameAlreadyExistsException.builder(),
        CONFLICT,
        "NameAlreadyExistsException",
        "StackSet " + name + " already exists");
  }

  public static AwsServiceException stackSetBusy(String name) {
    return of(
        OperationInProgressException.builder(),
        CONFLICT,
        "OperationInProgressException",
        "Another Operation on StackSet " + name + " is in progress");
  }

  public static AwsServiceException stackSetNotEmpty() {
    return of(
        StackSetNotEmptyException.builder(),
        CONFLICT,
        "StackSetNotEmptyException",
        "StackSet is not empty");
  }

  public static AwsServiceException noStackSetOperation(String id) {
    return of(
        OperationNotFoundException.builder(),
        NOT_FOUND,
        "OperationNotFoundException",
        "Operation " + id + " not found");
  }

  public static AwsServiceException stackSetOperationExists(String id) {
    return of(
        OperationIdAlreadyExistsException.builder(),
        CONFLICT,
        "OperationIdAlreadyExistsException",
        "Operation " + id + " already exists");
  }

  private static AwsServiceException of(
      AwsServiceException.Builder type, int status, String code, String message) {
    return Refusal.of(type, SERVICE, status, code, message);
  }
}
