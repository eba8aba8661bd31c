package io.coreautomation.simulator.s3;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** Uploads in parts that were begun, and neither completed nor aborted. */
final class Uploads {
  private static final int MOST = 1_000;

  private final TwinWorld world;
  private final Buckets buckets;
  private final Documents<Upload> documents;

  /** An upload. */
  record Upload(String key, String id, Instant at) {
    MultipartUpload sdk() {
      return MultipartUpload.builder().key(key).uploadId(id).initiated(at).build();
    }
  }

  Uploads(TwinWorld world, Buckets buckets) {
    this.world = world;
    this.buckets = buckets;
    this.documents = new Documents<>(world, "s3/upload", Upload.class);
  }

  private static String prefix(Caller caller, String bucket) {
    return Buckets.prefix(caller.place(), bucket);
  }

  CreateMultipartUploadResponse create(Caller caller, CreateMultipartUploadRequest request) {
    buckets.bucket(caller, request.bucket(), request.expectedBucketOwner());
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var prefix = prefix(caller, request.bucket());
          var seed = prefix + request.key() + "/" + documents.under(prefix).size();
          var id = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
          documents.put(
              prefix + request.key() + "/" + id, new Upload(request.key(), id, world.now()));
          return CreateMultipartUploadResponse.builder()
              .bucket(request.bucket())
              .key(request.key())
              .uploadId(id)
              .build();
        });
  }

  ListMultipartUploadsResponse list(Caller caller, ListMultipartUploadsRequest request) {
    buckets.bucket(caller, request.bucket(), request.expectedBucketOwner());
    var all = documents.under(prefix(caller, request.bucket()));
    var from =
        request.keyMarker() == null
            ? 0
            : (int)
                all.stream()
                    .takeWhile(
                        u ->
                            u.key().compareTo(request.keyMarker()) < 0
                                || (u.key().equals(request.keyMarker())
                                    && u.id().compareTo(request.uploadIdMarker()) <= 0))
                    .count();
    var to =
        Math.min(all.size(), from + (request.maxUploads() == null ? MOST : request.maxUploads()));
    var isTruncated = to < all.size();
    return ListMultipartUploadsResponse.builder()
        .bucket(request.bucket())
        .uploads(all.subList(from, to).stream().map(Upload::sdk).toList())
        .isTruncated(isTruncated)
        .nextKeyMarker(isTruncated ? all.get(to - 1).key() : null)
        .nextUploadIdMarker(isTruncated ? all.get(to - 1).id() : null)
        .build();
  }

  AbortMultipartUploadResponse abort(Caller caller, AbortMultipartUploadRequest request) {
    buckets.bucket(caller, request.bucket(), request.expectedBucketOwner());
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var key = prefix(caller, request.bucket()) + request.key() + "/" + request.uploadId();
          if (documents.get(key).isEmpty()) {
            throw Refusal.of(
                NoSuchUploadException.builder(),
                "S3",
                404,
                "NoSuchUpload",
                "The specified upload does not exist. The upload ID may be invalid, or the upload"
                    + " may have been aborted or completed.");
          }
          documents.delete(key);
          return AbortMultipartUploadResponse.builder().build();
        });
  }
}
