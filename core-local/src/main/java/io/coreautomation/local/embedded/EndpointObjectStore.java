package io.coreautomation.local.embedded;

import io.coreautomation.aws.access.ClientFactory;
import io.coreautomation.framework.door.ObjectStore;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/**
 * Objects in a folder, of which those that an emulator must read itself (templates too large for a
 * request) are copied into a bucket of its own. An emulator forgets; the folder does not.
 */
final class EndpointObjectStore implements ObjectStore {
  private static final String BUCKET = "core-automation-artefacts";

  private final ObjectStore folder;
  private final S3Client s3;
  private final Region region;

  EndpointObjectStore(
      ObjectStore folder,
      ClientFactory clients,
      AwsCredentialsProvider credentials,
      Region region) {
    this.folder = folder;
    this.s3 = clients.create(S3Client.class, region, credentials, Duration.ofSeconds(30));
    this.region = region;
  }

  @Override
  public Optional<StoredObject> get(String key) {
    return folder.get(key);
  }

  @Override
  public String put(String key, byte[] content, Precondition precondition) {
    return folder.put(key, content, precondition);
  }

  @Override
  public void delete(String key) {
    folder.delete(key);
  }

  @Override
  public Listing list(String prefix, @Nullable String after) {
    return folder.list(prefix, after);
  }

  @Override
  public URI presign(String key, Duration validity) {
    return url(key);
  }

  @Override
  public URI url(String key) {
    var content =
        folder
            .get(key)
            .orElseThrow(() -> new IllegalArgumentException("there is no object '" + key + "'"))
            .content();
    try {
      s3.createBucket(
          r -> r.bucket(BUCKET).createBucketConfiguration(c -> c.locationConstraint(region.id())));
    } catch (BucketAlreadyOwnedByYouException e) {
      // Made by an earlier run.
    }
    s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    // As AWS's own addresses are: whoever imitates CloudFormation knows its bucket and key by them.
    return URI.create("https://" + BUCKET + ".s3." + region.id() + ".amazonaws.com/" + key);
  }
}
