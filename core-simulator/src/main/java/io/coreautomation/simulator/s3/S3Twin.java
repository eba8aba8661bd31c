package io.coreautomation.simulator.s3;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.stack.DeletionGuards;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The twin of S3: buckets that stacks have made, the versions of objects in them, and uploads that
 * were begun. A bucket that is not empty cannot be deleted with its stack.
 */
public final class S3Twin {
  private final Buckets buckets;
  private final Versions versions;
  private final Uploads uploads;

  private S3Twin(TwinWorld world) {
    this.buckets = new Buckets(world);
    this.versions = new Versions(world, buckets);
    this.uploads = new Uploads(world, buckets);
    DeletionGuards.of(world).add(Buckets.TYPE, this::objection);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(S3Twin.class, S3Twin::new);
    return new ModelledService(
            S3Client.class,
            "s3",
            "S3",
            S3Exception::builder,
            new Operations()
                .onStreaming(PutObjectRequest.class, twin.versions::put)
                .onStreaming(GetObjectRequest.class, twin.versions::get)
                .on(ListBucketsRequest.class, twin.buckets::list)
                .on(ListObjectVersionsRequest.class, twin.versions::list)
                .on(DeleteObjectsRequest.class, twin.versions::delete)
                .on(CreateMultipartUploadRequest.class, twin.uploads::create)
                .on(ListMultipartUploadsRequest.class, twin.uploads::list)
                .on(AbortMultipartUploadRequest.class, twin.uploads::abort),
            S3Twin::permissions)
        .about(S3Twin::resource);
  }

  /** S3's IAM actions are older than the names of its calls. */
  private static Set<String> permissions(String operation, AwsRequest request) {
    return switch (operation) {
      case "ListBuckets" -> Set.of("s3:ListAllMyBuckets");
      case "ListObjectVersions" -> Set.of("s3:ListBucketVersions");
      case "ListMultipartUploads" -> Set.of("s3:ListBucketMultipartUploads");
      case "CreateMultipartUpload" -> Set.of("s3:PutObject");
      // Who may not list a bucket is not told that an object is not there.
      case "GetObject" -> Set.of("s3:GetObject", "s3:ListBucket");
      case "DeleteObjects" ->
          request instanceof DeleteObjectsRequest deletion
              ? deletion.delete().objects().stream()
                  .map(o -> o.versionId() == null ? "s3:DeleteObject" : "s3:DeleteObjectVersion")
                  .collect(Collectors.toSet())
              : Set.of();
      default -> Set.of("s3:" + operation);
    };
  }

  /** Some of S3's IAM actions are about the bucket, the others about the objects in it. */
  private static String resource(Caller caller, String action, AwsRequest request) {
    var place = caller.place();
    var bucket =
        "arn:%s:s3:::%s"
            .formatted(
                place.partition(), request.getValueForField("Bucket", String.class).orElse("*"));
    return action.startsWith("s3:ListBucket")
        ? bucket
        : bucket + "/" + request.getValueForField("Key", String.class).orElse("*");
  }

  private Optional<DeletionGuards.Objection> objection(Place place, ResourceState bucket) {
    var isVersioned = Buckets.isVersioned(bucket);
    return versions.in(place, bucket.physicalId()).isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DeletionGuards.Objection(
                "S3",
                409,
                "The bucket you tried to delete is not empty"
                    + (isVersioned ? ". You must delete all versions in the bucket." : ""),
                "GeneralServiceException"));
  }
}
