package io.coreautomation.execute.kind.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** The cases of the kinds of S3. */
public final class S3Cases {
  static final String BUCKET =
      """
      Resources:
        Bucket:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: shop-uploads
            VersioningConfiguration: {Status: Enabled}
      """;

  private S3Cases() {}

  public static List<KindCase> all() {
    return List.of(
        new KindCase(
            "versions, a delete marker and uploads",
            new EmptyBucket(),
            S3Cases::filled,
            w -> params()),
        new KindCase("nothing in it", new EmptyBucket(), w -> w.stack(BUCKET), w -> params()),
        new KindCase("a bucket that is not there", new EmptyBucket(), w -> {}, w -> params()),
        new KindCase(
            "a context that is not there yet",
            new UploadContext(),
            w -> w.stack(BUCKET),
            w -> context()),
        new KindCase(
            "a context that has changed",
            new UploadContext(),
            w -> {
              w.stack(BUCKET);
              put(w.look(S3Client.class), "main/42/context.json");
            },
            w -> context()),
        new KindCase(
            "a context that is there already",
            new UploadContext(),
            w -> {
              w.stack(BUCKET);
              w.drive(new UploadContext(), context());
            },
            w -> context()));
  }

  static ObjectNode context() {
    return KindCase.json(
        """
        {"bucketName": "shop-uploads", "prefix": "/main/42/",
         "context": {"zones": ["a", "b"], "day": "2026-01-31"}}
        """);
  }

  static ObjectNode params() {
    return KindCase.json("{\"bucketName\": \"shop-uploads\"}");
  }

  private static void filled(KindWorld world) {
    world.stack(BUCKET);
    var s3 = world.look(S3Client.class);
    put(s3, "a");
    put(s3, "a");
    put(s3, "b/c");
    s3.deleteObjects(
        r ->
            r.bucket("shop-uploads")
                .delete(d -> d.objects(ObjectIdentifier.builder().key("a").build())));
    s3.createMultipartUpload(r -> r.bucket("shop-uploads").key("large"));
    s3.createMultipartUpload(r -> r.bucket("shop-uploads").key("larger"));
  }

  static void put(S3Client s3, String key) {
    s3.putObject(r -> r.bucket("shop-uploads").key(key), RequestBody.fromString("text"));
  }
}
