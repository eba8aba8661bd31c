package io.coreautomation.simulator.cloudfront;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.cloudformation.stack.StackThings;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationResponse;
import software.amazon.awssdk.services.cloudfront.model.GetInvalidationRequest;
import software.amazon.awssdk.services.cloudfront.model.GetInvalidationResponse;
import software.amazon.awssdk.services.cloudfront.model.Invalidation;
import software.amazon.awssdk.services.cloudfront.model.NoSuchDistributionException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchInvalidationException;
import software.amazon.awssdk.services.cloudfront.model.TooManyInvalidationsInProgressException;

/**
 * The twin of CloudFront, which is one for all regions: invalidations of distributions that stacks
 * have made. One takes a minute; of paths with a wildcard, 15 a distribution are under way at once.
 */
public final class CloudFrontTwin {
  private static final String DISTRIBUTION = "AWS::CloudFront::Distribution";
  private static final String SDK_NAME = "CloudFront";
  private static final String EVERYWHERE = "global";
  private static final Duration TAKES = Duration.ofMinutes(1);
  private static final int MOST_WILDCARDS = 15;
  private static final int ID_LENGTH = 13;

  private final TwinWorld world;
  private final StackThings things;
  private final Documents<Begun> invalidations;

  /** An invalidation. */
  record Begun(String id, String reference, List<String> paths, Instant at) {
    boolean isUnderWayAt(Instant now) {
      return now.isBefore(at.plus(TAKES));
    }

    long wildcards() {
      return paths.stream().filter(path -> path.endsWith("*")).count();
    }

    Invalidation sdk(Instant now) {
      return Invalidation.builder()
          .id(id)
          .status(isUnderWayAt(now) ? "InProgress" : "Completed")
          .createTime(at)
          .invalidationBatch(
              batch ->
                  batch
                      .callerReference(reference)
                      .paths(p -> p.quantity(paths.size()).items(paths)))
          .build();
    }
  }

  private CloudFrontTwin(TwinWorld world) {
    this.world = world;
    this.things = new StackThings(world);
    this.invalidations = new Documents<>(world, "cloudfront/invalidation", Begun.class);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(CloudFrontTwin.class, CloudFrontTwin::new);
    return new ModelledService(
            CloudFrontClient.class,
            "cloudfront",
            SDK_NAME,
            CloudFrontException::builder,
            new Operations()
                .on(CreateInvalidationRequest.class, twin::create)
                .on(GetInvalidationRequest.class, twin::get))
        .about(CloudFrontTwin::resource);
  }

  private static String resource(Caller caller, String action, AwsRequest request) {
    return "arn:%s:cloudfront::%s:distribution/%s"
        .formatted(
            caller.place().partition(),
            caller.accountId(),
            request.getValueForField("DistributionId", String.class).orElse("*"));
  }

  /** The part of the documents' keys that stands for a distribution; refused if there is none. */
  private String existing(Caller caller, String distribution) {
    var found =
        things
            .findAnywhere(DISTRIBUTION, distribution)
            .filter(any -> any.place().accountId().equals(caller.accountId()))
            .orElseThrow(
                () ->
                    Refusal.of(
                        NoSuchDistributionException.builder(),
                        SDK_NAME,
                        404,
                        "NoSuchDistribution",
                        "The specified distribution does not exist."));
    return found.place().accountId() + "/" + EVERYWHERE + "/" + distribution + "/";
  }

  private CreateInvalidationResponse create(Caller caller, CreateInvalidationRequest request) {
    var prefix = existing(caller, request.distributionId());
    return world.alone(
        caller.accountId(),
        EVERYWHERE,
        () -> {
          var reference = request.invalidationBatch().callerReference();
          var paths = request.invalidationBatch().paths().items();
          var invalidation =
              invalidations.under(prefix).stream()
                  .filter(known -> known.reference().equals(reference))
                  .findFirst()
                  .orElseGet(() -> begun(prefix, reference, paths));
          if (!invalidation.paths().equals(paths)) {
            throw Refusal.of(
                CloudFrontException.builder(),
                SDK_NAME,
                400,
                "InvalidationBatchAlreadyExists",
                "The caller reference that you are using has been used with other paths.");
          }
          return CreateInvalidationResponse.builder()
              .invalidation(invalidation.sdk(world.now()))
              .build();
        });
  }

  private Begun begun(String prefix, String reference, List<String> paths) {
    var now = world.now();
    var all = invalidations.under(prefix);
    var digest = Digest.of(prefix + all.size()).hex().toUpperCase(Locale.ROOT);
    var begun = new Begun("I" + digest.substring(0, ID_LENGTH), reference, paths, now);
    var underWay =
        all.stream().filter(other -> other.isUnderWayAt(now)).mapToLong(Begun::wildcards).sum();
    if (begun.wildcards() > 0 && underWay + begun.wildcards() > MOST_WILDCARDS) {
      throw Refusal.of(
          TooManyInvalidationsInProgressException.builder(),
          SDK_NAME,
          400,
          "TooManyInvalidationsInProgress",
          "Processing your request will cause you to exceed the maximum number of in-progress"
              + " wildcard invalidations.");
    }
    invalidations.put(prefix + begun.id(), begun, now.plus(TAKES));
    return begun;
  }

  private GetInvalidationResponse get(Caller caller, GetInvalidationRequest request) {
    return GetInvalidationResponse.builder()
        .invalidation(
            invalidations
                .get(existing(caller, request.distributionId()) + request.id())
                .orElseThrow(
                    () ->
                        Refusal.of(
                            NoSuchInvalidationException.builder(),
                            SDK_NAME,
                            404,
                            "NoSuchInvalidation",
                            "The specified invalidation does not exist."))
                .sdk(world.now()))
        .build();
  }
}
