package io.coreautomation.simulator.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.simulator.Twin;
import io.coreautomation.simulator.world.TwinPrincipal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3TwinTest {
  private static final String BUCKET = "data";

  private final Twin twin = new Twin();

  private void bucket(String versioning) {
    twin.cloudFormation.createStack(
        r ->
            r.stackName("data")
                .templateBody(
                    """
                    Resources:
                      Data:
                        Type: AWS::S3::Bucket
                        Properties:
                          BucketName: data
                          VersioningConfiguration: {Status: %s}
                    """
                        .formatted(versioning)));
    twin.pass(Duration.ofMinutes(5));
  }

  private static S3Client s3(Twin of, Region region) {
    return of.clients.client(S3Client.class, TwinPrincipal.root(Twin.ACCOUNT), region);
  }

  private S3Client s3() {
    return s3(twin, Region.EU_WEST_1);
  }

  private void put(String key, String text) {
    s3().putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(text));
  }

  private String text(Twin of, String key) {
    return s3(of, Region.EU_WEST_1).getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
  }

  @Test
  void an_object_outlives_the_process_byte_by_byte() {
    bucket("Enabled");
    put("greeting", "Grüße");

    assertThat(text(twin.restarted(), "greeting")).isEqualTo("Grüße");
  }

  @Test
  void a_version_hides_the_one_before_and_a_delete_marker_all() {
    bucket("Enabled");
    put("a", "one");
    put("a", "two");

    assertThat(text(twin, "a")).isEqualTo("two");
    s3().deleteObjects(
            r ->
                r.bucket(BUCKET)
                    .delete(d -> d.objects(ObjectIdentifier.builder().key("a").build())));

    assertThatThrownBy(() -> text(twin, "a")).isInstanceOf(NoSuchKeyException.class);
    var versions = s3().listObjectVersions(r -> r.bucket(BUCKET));
    assertThat(versions.versions()).hasSize(2);
    assertThat(versions.deleteMarkers()).singleElement().matches(marker -> marker.isLatest());
  }

  @Test
  void without_versions_an_object_is_replaced_and_deleted_for_good() {
    bucket("Suspended");
    put("a", "one");
    put("a", "two");

    s3().deleteObjects(
            r ->
                r.bucket(BUCKET)
                    .delete(d -> d.objects(ObjectIdentifier.builder().key("a").build())));

    var versions = s3().listObjectVersions(r -> r.bucket(BUCKET));
    assertThat(versions.versions()).isEmpty();
    assertThat(versions.deleteMarkers()).isEmpty();
  }

  @Test
  void pages_go_on_where_the_one_before_ended_though_that_is_gone() {
    bucket("Enabled");
    List.of("a", "b", "c").forEach(key -> put(key, key));
    var first = s3().listObjectVersions(r -> r.bucket(BUCKET).maxKeys(2));
    s3().deleteObjects(
            r ->
                r.bucket(BUCKET)
                    .delete(
                        d ->
                            d.objects(
                                first.versions().stream()
                                    .map(
                                        v ->
                                            ObjectIdentifier.builder()
                                                .key(v.key())
                                                .versionId(v.versionId())
                                                .build())
                                    .toList())));

    var second =
        s3().listObjectVersions(
                r ->
                    r.bucket(BUCKET)
                        .keyMarker(first.nextKeyMarker())
                        .versionIdMarker(first.nextVersionIdMarker()));

    assertThat(first.isTruncated()).isTrue();
    assertThat(second.versions()).extracting(ObjectVersion::key).containsExactly("c");
    assertThat(second.isTruncated()).isFalse();
  }

  @Test
  void a_bucket_is_called_where_it_is() {
    bucket("Enabled");
    var elsewhere = s3(twin, Region.US_EAST_1);

    assertThatThrownBy(() -> elsewhere.listObjectVersions(r -> r.bucket(BUCKET)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PermanentRedirect"));
  }
}
