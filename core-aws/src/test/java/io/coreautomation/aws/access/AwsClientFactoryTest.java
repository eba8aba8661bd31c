package io.coreautomation.aws.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;

class AwsClientFactoryTest {
  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Wire wire = new Wire();
  private final AwsClientFactory factory = new AwsClientFactory(wire);

  /** Writes down where requests go, and answers each with one status or not at all. */
  private static final class Wire implements SdkHttpClient {
    private final List<URI> requests = new ArrayList<>();
    private int status = 200;
    private String body = "";
    private @Nullable IOException failure;

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          requests.add(request.httpRequest().getUri());
          if (failure != null) {
            throw failure;
          }
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(status).build())
              .responseBody(
                  AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(UTF_8))))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }

  @Test
  void sts_is_called_in_its_region_also_in_the_oldest() {
    var sts = factory.create(StsClient.class, Region.US_EAST_1, CREDENTIALS, LIMIT);
    wire.body =
        """
        <GetCallerIdentityResponse><GetCallerIdentityResult><Account>1</Account>
        </GetCallerIdentityResult></GetCallerIdentityResponse>\
        """;

    sts.getCallerIdentity();

    assertThat(wire.requests).containsExactly(URI.create("https://sts.us-east-1.amazonaws.com"));
  }

  @Test
  void a_bucket_is_a_host_in_aws_and_a_path_at_an_endpoint() {
    wire.body = "<ListBucketResult></ListBucketResult>";
    factory
        .create(S3Client.class, Region.EU_WEST_1, CREDENTIALS, LIMIT)
        .listObjectsV2(request -> request.bucket("artefacts"));
    new EndpointClientFactory(wire, URI.create("http://localhost:5000"))
        .create(S3Client.class, Region.EU_WEST_1, CREDENTIALS, LIMIT)
        .listObjectsV2(request -> request.bucket("artefacts"));

    assertThat(wire.requests)
        .extracting(uri -> uri.getHost() + uri.getPath())
        .containsExactly("artefacts.s3.eu-west-1.amazonaws.com", "localhost/artefacts");
  }

  @Test
  void a_broken_connection_is_tried_once_more() {
    wire.failure = new ConnectException("refused");
    var sts = factory.create(StsClient.class, Region.EU_WEST_1, CREDENTIALS, LIMIT);

    assertThatThrownBy(sts::getCallerIdentity).isInstanceOf(SdkClientException.class);
    assertThat(wire.requests).hasSize(2);
  }

  @Test
  void a_throttle_is_not_tried_again_as_the_engine_paces_calls() {
    wire.status = 400;
    wire.body = "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}";
    var stepFunctions = factory.create(SfnClient.class, Region.EU_WEST_1, CREDENTIALS, LIMIT);

    assertThatThrownBy(stepFunctions::listStateMachines).isInstanceOf(AwsServiceException.class);
    assertThat(wire.requests).hasSize(1);
  }

  @Test
  void a_fault_of_the_service_is_not_tried_again() {
    wire.status = 500;
    wire.body = "{}";
    var stepFunctions = factory.create(SfnClient.class, Region.EU_WEST_1, CREDENTIALS, LIMIT);

    assertThatThrownBy(stepFunctions::listStateMachines).isInstanceOf(AwsServiceException.class);
    assertThat(wire.requests).hasSize(1);
  }

  @Test
  void what_is_no_client_of_the_sdk_is_refused() {
    assertThatThrownBy(
            () ->
                factory.create(
                    software.amazon.awssdk.core.SdkClient.class,
                    Region.EU_WEST_1,
                    CREDENTIALS,
                    LIMIT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "interface software.amazon.awssdk.core.SdkClient is not a client interface of the"
                + " SDK");
  }
}
