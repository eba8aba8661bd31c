package io.coreautomation.simulator.client;

import io.coreautomation.simulator.iam.Need;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;

/**
 * A service of the twin, put together from its operations: how a service is added.
 *
 * @param permissions the IAM actions of an operation with a request
 * @param resource what one of them is about
 * @param context the service's own condition keys
 */
public record ModelledService(
    Class<? extends SdkClient> clientType,
    String name,
    String sdkName,
    Supplier<? extends AwsServiceException.Builder> exceptions,
    Operations operations,
    BiFunction<String, AwsRequest, Set<String>> permissions,
    ResourceOf resource,
    ContextOf context)
    implements ServiceTwin {

  /** Tells the ARN that one of the IAM actions of a call is about. */
  @FunctionalInterface
  public interface ResourceOf {
    String arn(Caller caller, String action, AwsRequest request);
  }

  /** Tells the service's own condition keys of one of the IAM actions of a call. */
  @FunctionalInterface
  public interface ContextOf {
    Map<String, List<String>> keys(Caller caller, String action, AwsRequest request);
  }

  /** A service whose IAM actions are about anything. */
  public ModelledService(
      Class<? extends SdkClient> clientType,
      String name,
      String sdkName,
      Supplier<? extends AwsServiceException.Builder> exceptions,
      Operations operations,
      BiFunction<String, AwsRequest, Set<String>> permissions) {
    this(
        clientType,
        name,
        sdkName,
        exceptions,
        operations,
        permissions,
        (_, _, _) -> "*",
        (_, _, _) -> Map.of());
  }

  /** A service whose operations each need the IAM action of their name. */
  public ModelledService(
      Class<? extends SdkClient> clientType,
      String name,
      String sdkName,
      Supplier<? extends AwsServiceException.Builder> exceptions,
      Operations operations) {
    this(
        clientType,
        name,
        sdkName,
        exceptions,
        operations,
        (operation, _) -> Set.of(name + ":" + operation));
  }

  /** This service, each of whose IAM actions is about a resource. */
  public ModelledService about(ResourceOf what) {
    return new ModelledService(
        clientType, name, sdkName, exceptions, operations, permissions, what, context);
  }

  /** This service, each of whose IAM actions has condition keys of its own. */
  public ModelledService under(ContextOf keys) {
    return new ModelledService(
        clientType, name, sdkName, exceptions, operations, permissions, resource, keys);
  }

  @Override
  public Optional<Streaming<AwsRequest>> operation(Class<? extends AwsRequest> request) {
    return operations.of(request);
  }

  @Override
  public Set<String> permissions(String operation, AwsRequest request) {
    return permissions.apply(operation, request);
  }

  @Override
  public Need need(Caller caller, String action, AwsRequest request) {
    return new Need(
        action, resource.arn(caller, action, request), context.keys(caller, action, request));
  }

  @Override
  public AwsServiceException.Builder exception() {
    return exceptions.get();
  }
}
