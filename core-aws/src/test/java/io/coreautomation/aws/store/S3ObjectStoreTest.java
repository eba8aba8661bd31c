package io.coreautomation.aws.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.aws.access.EndpointClientFactory;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.ObjectStore.Precondition;
import io.coreautomation.framework.door.ObjectStoreContract;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.testing.MotoServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3ObjectStoreTest {
  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private static S3Presigner presigner(URI endpoint) {
    return S3Presigner.builder()
        .region(Region.EU_WEST_1)
        .credentialsProvider(CREDENTIALS)
        .endpointOverride(endpoint)
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  @Nested
  class On_moto extends ObjectStoreContract {
    @RegisterExtension static final MotoServer MOTO = new MotoServer();

    private S3ObjectStore store;

    @BeforeEach
    void create() {
      var name = "bucket-" + UUID.randomUUID();
      var s3 =
          new EndpointClientFactory(UrlConnectionHttpClient.create(), MOTO.endpoint())
              .create(S3Client.class, Region.EU_WEST_1, CREDENTIALS, Duration.ofSeconds(30));
      s3.createBucket(
          bucket ->
              bucket
                  .bucket(name)
                  .createBucketConfiguration(place -> place.locationConstraint("eu-west-1")));
      var bucket = new S3Bucket(name, Region.EU_WEST_1, "123456789012", MOTO.endpoint());
      store = new S3ObjectStore(s3, presigner(MOTO.endpoint()), bucket);
    }

    @Override
    protected ObjectStore store() {
      return store;
    }
  }

  /** Answers puts as a script says: with an ETag, or with an error code of S3. */
  private static final class ScriptedS3 implements S3Client {
    private final List<String> answers;
    private final List<PutObjectRequest> requests = new ArrayList<>();

    ScriptedS3(String... answers) {
      this.answers = new ArrayList<>(List.of(answers));
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      requests.add(request);
      var answer = answers.removeFirst();
      if (answer.startsWith("\"")) {
        return PutObjectResponse.builder().eTag(answer).build();
      }
      throw S3Exception.builder()
          .statusCode(200) // the status says nothing
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode(answer)
                  .errorMessage("One of the conditions did not hold.")
                  .build())
          .build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }

  private static S3ObjectStore store(S3Client s3) {
    var bucket = new S3Bucket("artefacts", Region.EU_WEST_1, "111122223333", null);
    return new S3ObjectStore(s3, presigner(URI.create("http://localhost")), bucket);
  }

  private static String put(S3Client s3) {
    return store(s3).put("key", "x".getBytes(UTF_8), new Precondition.Matches("\"1\""));
  }

  @Test
  void an_undecided_write_is_tried_again() {
    var s3 = new ScriptedS3("ConditionalRequestConflict", "ConditionalRequestConflict", "\"2\"");

    assertThat(put(s3)).isEqualTo("\"2\"");
    assertThat(s3.requests).hasSize(3).allMatch(request -> request.ifMatch().equals("\"1\""));
  }

  @Test
  void a_write_that_stays_undecided_is_a_problem_that_time_can_mend() {
    var conflict = "ConditionalRequestConflict";
    var s3 = new ScriptedS3(conflict, conflict, conflict, conflict);

    assertThatThrownBy(() -> put(s3))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "the bucket 'artefacts' cannot be used: One of the conditions did not hold. Try again"
                + " in a minute.")
        .extracting(e -> ((ProblemException) e).first().code())
        .isEqualTo(ProblemCode.AWS_UNAVAILABLE);
  }

  @Test
  void a_failed_condition_is_known_by_its_code_not_by_its_status() {
    assertThatThrownBy(() -> put(new ScriptedS3("PreconditionFailed")))
        .isInstanceOf(ObjectStore.PreconditionFailedException.class);
  }

  @Test
  void a_call_names_the_account_that_must_own_the_bucket() {
    var s3 = new ScriptedS3("\"2\"");
    put(s3);

    assertThat(s3.requests.getFirst().expectedBucketOwner()).isEqualTo("111122223333");
  }

  @Test
  void a_bucket_has_a_host_name_of_its_partition() {
    var s3 = new ScriptedS3();
    var china = new S3Bucket("artefacts", Region.CN_NORTH_1, null, null);

    assertThat(store(s3).url("files/a+b c.yaml"))
        .hasToString("https://artefacts.s3.eu-west-1.amazonaws.com/files/a%2Bb%20c.yaml");
    assertThat(new S3ObjectStore(s3, presigner(URI.create("http://localhost")), china).url("a"))
        .hasToString("https://artefacts.s3.cn-north-1.amazonaws.com.cn/a");
  }

  @Test
  void at_an_endpoint_a_bucket_is_a_path() {
    var bucket =
        new S3Bucket("artefacts", Region.EU_WEST_1, null, URI.create("http://localhost:5000/"));

    assertThat(
            new S3ObjectStore(new ScriptedS3(), presigner(URI.create("http://localhost")), bucket)
                .url("a"))
        .hasToString("http://localhost:5000/artefacts/a");
  }

  @Test
  void nothing_is_signed_for_longer_than_a_week() {
    assertThatThrownBy(() -> store(new ScriptedS3()).presign("key", Duration.ofDays(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("S3 signs for seven days at most, not PT192H");
  }
}
