package io.coreautomation.execute.kind.s3;

import io.coreautomation.execute.kind.ActionContext;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * What is in a bucket of the action's account: S3 refuses calls on anybody else's. Keys are asked
 * for encoded, as XML cannot hold all that they may be made of; the SDK decodes them.
 */
final class BucketContent {
  /** As many as S3 lists, and deletes, at once. */
  static final int PAGE = 1_000;

  private final S3Client s3;
  private final String bucket;
  private final String owner;

  BucketContent(ActionContext context, String bucket) {
    this.s3 = context.client(S3Client.class);
    this.bucket = bucket;
    this.owner = context.target().account();
  }

  /** The first page of all versions and delete markers. */
  List<ObjectIdentifier> versions() {
    var page =
        s3.listObjectVersions(
            r ->
                r.bucket(bucket)
                    .expectedBucketOwner(owner)
                    .encodingType(EncodingType.URL)
                    .maxKeys(PAGE));
    return Stream.concat(
            page.versions().stream().map(v -> identifier(v.key(), v.versionId())),
            page.deleteMarkers().stream().map(m -> identifier(m.key(), m.versionId())))
        .toList();
  }

  private static ObjectIdentifier identifier(String key, String versionId) {
    return ObjectIdentifier.builder().key(key).versionId(versionId).build();
  }

  /** Deletes, and says what S3 did not. */
  List<S3Error> delete(List<ObjectIdentifier> versions) {
    return s3.deleteObjects(
            r ->
                r.bucket(bucket)
                    .expectedBucketOwner(owner)
                    .delete(d -> d.objects(versions).quiet(true)))
        .errors();
  }

  /** The first page of the uploads that were neither completed nor aborted. */
  List<MultipartUpload> uploads() {
    return s3.listMultipartUploads(
            r ->
                r.bucket(bucket)
                    .expectedBucketOwner(owner)
                    .encodingType(EncodingType.URL)
                    .maxUploads(PAGE))
        .uploads();
  }

  void abort(MultipartUpload upload) {
    try {
      s3.abortMultipartUpload(
          r ->
              r.bucket(bucket)
                  .expectedBucketOwner(owner)
                  .key(upload.key())
                  .uploadId(upload.uploadId()));
    } catch (NoSuchUploadException e) {
      // Completed or aborted by now: its object, if there is one, is listed in the next look.
    }
  }
}
