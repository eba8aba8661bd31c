package io.coreautomation.aws.store;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * The bucket that objects are kept in.
 *
 * @param owner the account that must own it, passed with every call: a bucket's name can be taken
 *     over by others; null where an emulator has no owners
 * @param endpoint of an emulator; null for AWS
 */
public record S3Bucket(String name, Region region, @Nullable String owner, @Nullable URI endpoint) {
  public S3Bucket {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a bucket needs a name");
    }
  }

  /** The bucket's address: its own host name in AWS, a path at an endpoint. */
  String address() {
    return endpoint == null
        ? "https://%s.s3.%s.%s"
            .formatted(name, region.id(), region.metadata().partition().dnsSuffix())
        : endpoint.toString().replaceAll("/+$", "") + "/" + name;
  }
}
