package io.coreautomation.simulator.s3;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.stack.StackThings;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The buckets that stacks have made: their names are everybody's. */
final class Buckets {
  static final String TYPE = "AWS::S3::Bucket";

  private final StackThings things;

  Buckets(TwinWorld world) {
    this.things = new StackThings(world);
  }

  /**
   * The bucket of a name, for a caller who may be mistaken in where and whose it is.
   *
   * @param expectedOwner an account id; null if the caller does not mind
   */
  ResourceState bucket(Caller caller, String name, @Nullable String expectedOwner) {
    var bucket = things.findAnywhere(TYPE, name).orElseThrow(Buckets::noSuchBucket);
    var owner = bucket.place().accountId();
    // A bucket of another account opens by its own policy only, which the twin does not know.
    if (!owner.equals(Optional.ofNullable(expectedOwner).orElse(owner))
        || !owner.equals(caller.accountId())) {
      throw Refusal.of(S3Exception.builder(), "S3", 403, "AccessDenied", "Access Denied");
    }
    if (!bucket.place().region().equals(caller.region())) {
      throw Refusal.of(
          S3Exception.builder(),
          "S3",
          301,
          "PermanentRedirect",
          "The bucket you are attempting to access must be addressed using the specified endpoint."
              + " Please send all future requests to this endpoint.");
    }
    return bucket.resource();
  }

  /** All of the caller's account, wherever they are. */
  ListBucketsResponse list(Caller caller, ListBucketsRequest request) {
    return ListBucketsResponse.builder()
        .buckets(
            things
                .allAnywhere(TYPE)
                .filter(bucket -> bucket.place().accountId().equals(caller.accountId()))
                .map(bucket -> Bucket.builder().name(bucket.resource().physicalId()).build())
                .toList())
        .build();
  }

  private static RuntimeException noSuchBucket() {
    return Refusal.of(
        NoSuchBucketException.builder(),
        "S3",
        404,
        "NoSuchBucket",
        "The specified bucket does not exist");
  }

  static boolean isVersioned(ResourceState bucket) {
    return bucket.properties().at("/VersioningConfiguration/Status").asText().equals("Enabled");
  }

  /** Before the keys of the documents of a bucket. */
  static String prefix(Place place, String bucket) {
    return place.accountId() + "/" + place.region() + "/" + bucket + "/";
  }
}
