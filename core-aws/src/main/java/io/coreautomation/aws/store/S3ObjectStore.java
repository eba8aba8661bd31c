package io.coreautomation.aws.store;

import io.coreautomation.aws.access.AwsProblems;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Objects in an S3 bucket. A write whose answer was lost may be refused when the SDK repeats it: it
 * meets itself. So {@link PreconditionFailedException} asks the caller to read back before it
 * believes that somebody else wrote.
 */
public final class S3ObjectStore implements ObjectStore {
  private static final String CONFLICT = "ConditionalRequestConflict";
  private static final int CONFLICTS_BORNE = 3;
  private static final Duration LONGEST_PRESIGN = Duration.ofDays(7);

  private final S3Client s3;
  private final S3Presigner presigner;
  private final S3Bucket bucket;

  public S3ObjectStore(S3Client s3, S3Presigner presigner, S3Bucket bucket) {
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = bucket;
  }

  @Override
  public Optional<StoredObject> get(String key) {
    var request =
        GetObjectRequest.builder()
            .bucket(bucket.name())
            .key(ObjectStore.checkedKey(key))
            .expectedBucketOwner(bucket.owner())
            .build();
    return translated(
        () -> {
          try {
            var object = s3.getObjectAsBytes(request);
            return Optional.of(
                new StoredObject(object.asByteArrayUnsafe(), object.response().eTag()));
          } catch (S3Exception e) {
            if (AwsProblems.code(e).equals("NoSuchKey")) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  @Override
  public String put(String key, byte[] content, Precondition precondition) {
    var request =
        PutObjectRequest.builder()
            .bucket(bucket.name())
            .key(ObjectStore.checkedKey(key))
            .expectedBucketOwner(bucket.owner());
    switch (precondition) {
      case Precondition.None _ -> {}
      case Precondition.Absent _ -> request.ifNoneMatch("*");
      case Precondition.Matches(String etag) -> request.ifMatch(etag);
    }
    return translated(() -> put(request.build(), content, precondition, CONFLICTS_BORNE));
  }

  /**
   * The error's code decides, not the status: an answer whose headers had gone out before S3 failed
   * has status 200.
   */
  private String put(
      PutObjectRequest request, byte[] content, Precondition precondition, int conflictsBorne) {
    try {
      return s3.putObject(request, RequestBody.fromBytes(content)).eTag();
    } catch (S3Exception e) {
      var code = AwsProblems.code(e);
      // A version that should have matched may also be gone.
      if (code.equals("PreconditionFailed")
          || (code.equals("NoSuchKey") && precondition instanceof Precondition.Matches)) {
        throw new PreconditionFailedException(request.key(), precondition);
      }
      // Two conditional writes at a time: S3 decided neither and asks for another try.
      if (code.equals(CONFLICT) && conflictsBorne > 0) {
        return put(request, content, precondition, conflictsBorne - 1);
      }
      throw e;
    }
  }

  @Override
  public void delete(String key) {
    var request =
        DeleteObjectRequest.builder()
            .bucket(bucket.name())
            .key(ObjectStore.checkedKey(key))
            .expectedBucketOwner(bucket.owner())
            .build();
    translated(() -> s3.deleteObject(request));
  }

  @Override
  public Listing list(String prefix, @Nullable String after) {
    var request =
        ListObjectsV2Request.builder()
            .bucket(bucket.name())
            .prefix(prefix)
            .startAfter(after)
            .expectedBucketOwner(bucket.owner())
            .build();
    var page = translated(() -> s3.listObjectsV2(request));
    var keys = page.contents().stream().map(S3Object::key).toList();
    return new Listing(keys, Boolean.TRUE.equals(page.isTruncated()) ? keys.getLast() : null);
  }

  /**
   * Without the owner that other calls pass: it would be a signed header, which a browser or
   * CloudFormation does not send.
   */
  @Override
  public URI presign(String key, Duration validity) {
    if (validity.compareTo(LONGEST_PRESIGN) > 0) {
      throw new IllegalArgumentException("S3 signs for seven days at most, not " + validity);
    }
    ObjectStore.checkedKey(key);
    var signed =
        presigner.presignGetObject(
            request ->
                request
                    .signatureDuration(validity)
                    .getObjectRequest(get -> get.bucket(bucket.name()).key(key)));
    return URI.create(signed.url().toString());
  }

  @Override
  public URI url(String key) {
    try {
      // Of the constructors only this one encodes the path; an ASCII address is safe everywhere.
      var path = new URI(null, null, "/" + ObjectStore.checkedKey(key), null).toASCIIString();
      return URI.create(bucket.address() + path.replace("+", "%2B"));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no address can be made of '" + key + "'", e);
    }
  }

  private <T> T translated(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      var problem = AwsProblems.of(e);
      throw new ProblemException(
          Problem.of(
              problem.code(),
              "the bucket '" + bucket.name() + "' cannot be used: " + problem.message(),
              problem.mend()),
          e);
    }
  }
}
