package io.coreautomation.simulator.client;

import io.coreautomation.simulator.cloudformation.CloudFormationTwin;
import io.coreautomation.simulator.cloudfront.CloudFrontTwin;
import io.coreautomation.simulator.cloudwatch.CloudWatchTwin;
import io.coreautomation.simulator.codebuild.CodeBuildTwin;
import io.coreautomation.simulator.ec2.Ec2Twin;
import io.coreautomation.simulator.ecr.EcrTwin;
import io.coreautomation.simulator.elb.ElbTwin;
import io.coreautomation.simulator.eventbridge.EventBridgeTwin;
import io.coreautomation.simulator.glue.GlueTwin;
import io.coreautomation.simulator.iam.user.IamTwin;
import io.coreautomation.simulator.kms.KmsTwin;
import io.coreautomation.simulator.lambda.LambdaTwin;
import io.coreautomation.simulator.rds.RdsTwin;
import io.coreautomation.simulator.s3.S3Twin;
import io.coreautomation.simulator.ses.SesTwin;
import io.coreautomation.simulator.stepfunctions.StepFunctionsTwin;
import io.coreautomation.simulator.sts.StsTwin;
import io.coreautomation.simulator.world.TwinPrincipal;
import io.coreautomation.simulator.world.TwinWorld;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;

/** Hands out SDK clients of a world. Thread-safe, as are the clients; they need no closing. */
public final class TwinClients {
  private static final AwsBasicCredentials HOME =
      AwsBasicCredentials.create("AKIACOREAUTOMATIONHM", "the-twin-checks-no-signature");

  /** The services that the twin knows. */
  private static final List<Function<TwinWorld, ServiceTwin>> SERVICES =
      List.of(
          CloudFormationTwin::of,
          CloudFrontTwin::of,
          CloudWatchTwin::of,
          CodeBuildTwin::of,
          Ec2Twin::of,
          EcrTwin::of,
          ElbTwin::of,
          EventBridgeTwin::of,
          GlueTwin::of,
          IamTwin::of,
          KmsTwin::of,
          LambdaTwin::of,
          RdsTwin::of,
          S3Twin::of,
          SesTwin::of,
          StepFunctionsTwin::of,
          StsTwin::of);

  private final TwinWorld world;
  private final List<ServiceTwin> services;

  public TwinClients(TwinWorld world) {
    this.world = world;
    this.services = SERVICES.stream().map(service -> service.apply(world)).toList();
  }

  /** The credentials of the platform itself, in the home account. */
  public static AwsCredentials homeCredentials() {
    return HOME;
  }

  /**
   * Returns a client for whoever the credentials belong to: {@link #homeCredentials}, or what
   * {@code AssumeRole} of this world handed out. They are checked at each call, as AWS does.
   *
   * @param type an SDK client interface, such as {@code CloudFormationClient}; a call that the twin
   *     does not model throws {@link UnsupportedOperationException}
   */
  public <C extends SdkClient> C client(Class<C> type, AwsCredentials credentials, Region region) {
    return client(type, () -> credentials, region);
  }

  /**
   * As {@link #client(Class, AwsCredentials, Region)}, with credentials that are asked for at each
   * call.
   */
  public <C extends SdkClient> C client(
      Class<C> type, Supplier<? extends AwsCredentials> credentials, Region region) {
    return client(type, new Identity.ByKey(world, credentials), region);
  }

  /**
   * As {@link #client(Class, AwsCredentials, Region)}, for a principal who needs no credentials.
   */
  public <C extends SdkClient> C client(Class<C> type, TwinPrincipal principal, Region region) {
    return client(type, new Identity.Known(principal), region);
  }

  private <C extends SdkClient> C client(Class<C> type, Identity identity, Region region) {
    var service = service(type);
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            new ClientHandler(world, service, identity, region)));
  }

  /** The IAM actions that a call of a service needs. */
  public Set<String> permissions(
      Class<? extends SdkClient> type, String operation, AwsRequest request) {
    return service(type).permissions(operation, request);
  }

  private ServiceTwin service(Class<? extends SdkClient> type) {
    return services.stream()
        .filter(s -> s.clientType().equals(type))
        .findFirst()
        .orElseThrow(
            () ->
                new UnsupportedOperationException(
                    "the twin does not know " + type.getSimpleName() + ": say so in an issue"));
  }
}
