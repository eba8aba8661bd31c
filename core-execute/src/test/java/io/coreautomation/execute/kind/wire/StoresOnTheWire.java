package io.coreautomation.execute.kind.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.ecr.DeleteEcrRepository;
import io.coreautomation.execute.kind.rds.CreateSnapshot;
import io.coreautomation.execute.kind.rds.DeleteSnapshot;
import io.coreautomation.execute.kind.rds.ModifyDbInstance;
import io.coreautomation.execute.kind.s3.EmptyBucket;
import io.coreautomation.execute.kind.s3.UploadContext;
import io.coreautomation.framework.run.Change;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Kinds about what keeps objects, images of containers, and rows. */
final class StoresOnTheWire {
  private static final String CONTEXT = "{\n  \"day\" : \"1\"\n}\n";

  private StoresOnTheWire() {}

  static WireCase[] cases() {
    return new WireCase[] {
      bucket(),
      noBucket(),
      context(),
      sameContext(),
      repository(),
      database(),
      snapshot(),
      oldSnapshot()
    };
  }

  private static WireCase bucket() {
    return new WireCase(
        new EmptyBucket(),
        "whatever its keys are made of",
        wire -> {
          var s3 = bucket(wire, "wire");
          s3.putBucketVersioning(
              r ->
                  r.bucket("wire")
                      .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
          for (var key : List.of("plain", "plain", "a b+c", "ü/%41", "<&>")) {
            s3.putObject(r -> r.bucket("wire").key(key), RequestBody.fromString("text"));
          }
          s3.deleteObject(r -> r.bucket("wire").key("plain"));
          s3.createMultipartUpload(r -> r.bucket("wire").key("a b+c"));
          return KindCase.json("{\"bucketName\": \"wire\"}");
        },
        Change.DELETE,
        (wire, _, _) -> {
          var s3 = wire.client(S3Client.class);
          var left = s3.listObjectVersions(r -> r.bucket("wire"));
          assertThat(left.versions()).isEmpty();
          assertThat(left.deleteMarkers()).isEmpty();
          assertThat(s3.listMultipartUploads(r -> r.bucket("wire")).uploads()).isEmpty();
        });
  }

  private static WireCase noBucket() {
    return new WireCase(
        new EmptyBucket(),
        "that is not there",
        _ -> KindCase.json("{\"bucketName\": \"nowhere\"}"),
        Change.NO_CHANGE,
        (wire, _, _) ->
            assertThat(wire.client(S3Client.class).listBuckets().buckets())
                .noneMatch(bucket -> bucket.name().equals("nowhere")));
  }

  private static WireCase context() {
    return new WireCase(
        new UploadContext(),
        "new",
        wire -> {
          bucket(wire, "context");
          return context("context");
        },
        Change.CREATE,
        (wire, _, _) -> assertThat(written(wire, "context")).isEqualTo(CONTEXT));
  }

  private static WireCase sameContext() {
    return new WireCase(
        new UploadContext(),
        "that is there already",
        wire -> {
          bucket(wire, "same");
          wire.drive(new UploadContext(), context("same"));
          return context("same");
        },
        Change.NO_CHANGE,
        (wire, _, _) -> assertThat(written(wire, "same")).isEqualTo(CONTEXT));
  }

  private static ObjectNode context(String bucket) {
    return KindCase.json("{\"prefix\": \"a\", \"context\": {\"day\": \"1\"}}")
        .put("bucketName", bucket);
  }

  private static String written(Wire wire, String bucket) {
    return wire.client(S3Client.class)
        .getObjectAsBytes(r -> r.bucket(bucket).key("a/context.yaml"))
        .asUtf8String();
  }

  private static S3Client bucket(Wire wire, String name) {
    var s3 = wire.client(S3Client.class);
    s3.createBucket(
        r ->
            r.bucket(name)
                .createBucketConfiguration(c -> c.locationConstraint(wire.target().region())));
    return s3;
  }

  private static WireCase repository() {
    return new WireCase(
        new DeleteEcrRepository(),
        "with its images",
        wire -> {
          var ecr = wire.client(EcrClient.class);
          ecr.createRepository(r -> r.repositoryName("shop/web"));
          ecr.putImage(
              r ->
                  r.repositoryName("shop/web")
                      .imageManifest("{\"schemaVersion\": 2}")
                      .imageManifestMediaType("application/vnd.oci.image.manifest.v1+json")
                      .imageTag("42"));
          return KindCase.json("{\"repositoryName\": \"shop/web\"}");
        },
        Change.DELETE,
        (wire, _, _) ->
            assertThatThrownBy(
                    () ->
                        wire.client(EcrClient.class)
                            .describeRepositories(r -> r.repositoryNames("shop/web")))
                .isInstanceOf(RepositoryNotFoundException.class));
  }

  private static WireCase database() {
    return new WireCase(
        new ModifyDbInstance(),
        "protected",
        wire -> {
          database(wire, "shop");
          return KindCase.json(
              "{\"instance\": {\"dbInstanceIdentifier\": \"shop\","
                  + " \"deletionProtection\": false, \"applyImmediately\": true}}");
        },
        Change.UPDATE,
        (wire, _, _) ->
            assertThat(
                    wire.client(RdsClient.class)
                        .describeDBInstances(r -> r.dbInstanceIdentifier("shop"))
                        .dbInstances())
                .extracting(DBInstance::deletionProtection)
                .containsExactly(false));
  }

  private static WireCase snapshot() {
    return new WireCase(
        new CreateSnapshot(),
        "new",
        wire -> {
          database(wire, "kept");
          return KindCase.json(
              "{\"dbInstanceIdentifier\": \"kept\", \"dbSnapshotIdentifier\": \"kept-42\"}");
        },
        Change.CREATE,
        (wire, _, _) ->
            assertThat(
                    wire.client(RdsClient.class)
                        .describeDBSnapshots(r -> r.dbSnapshotIdentifier("kept-42"))
                        .dbSnapshots())
                .extracting(DBSnapshot::dbInstanceIdentifier)
                .containsExactly("kept"));
  }

  private static WireCase oldSnapshot() {
    return new WireCase(
        new DeleteSnapshot(),
        "of somebody else",
        wire -> {
          database(wire, "old");
          wire.client(RdsClient.class)
              .createDBSnapshot(r -> r.dbInstanceIdentifier("old").dbSnapshotIdentifier("old-41"));
          return KindCase.json("{\"dbSnapshotIdentifier\": \"old-41\", \"adopt\": true}");
        },
        Change.DELETE,
        (wire, _, _) ->
            assertThat(wire.client(RdsClient.class).describeDBSnapshots().dbSnapshots())
                .extracting(DBSnapshot::dbSnapshotIdentifier)
                .doesNotContain("old-41"));
  }

  private static void database(Wire wire, String name) {
    wire.client(RdsClient.class)
        .createDBInstance(
            r ->
                r.dbInstanceIdentifier(name)
                    .engine("postgres")
                    .dbInstanceClass("db.t4g.medium")
                    .allocatedStorage(20)
                    .masterUsername("shop")
                    .masterUserPassword("not-a-secret")
                    .deletionProtection(true));
  }
}
