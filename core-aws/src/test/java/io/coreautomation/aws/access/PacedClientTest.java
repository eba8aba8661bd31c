package io.coreautomation.aws.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class PacedClientTest {
  private final CallCounter counter = new CallCounter();
  private final SmallS3 small = new SmallS3();
  private final S3Client s3 = PacedClient.around(S3Client.class, small, counter);

  /** Two pages of keys, and one object; fails as told. */
  private static final class SmallS3 implements S3Client {
    private @Nullable RuntimeException failure;

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
      if (failure != null) {
        throw failure;
      }
      var first = request.continuationToken() == null;
      return ListObjectsV2Response.builder()
          .isTruncated(first)
          .nextContinuationToken(first ? "more" : null)
          .contents(S3Object.builder().key(first ? "a" : "b").build())
          .build();
    }

    @Override
    public <T> T getObject(
        GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
      try {
        return transformer.transform(
            GetObjectResponse.builder().build(),
            AbortableInputStream.create(
                new java.io.ByteArrayInputStream("content".getBytes(UTF_8))));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      return PutObjectResponse.builder().eTag("\"1\"").build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }

  private static S3Exception answer(int status, String code) {
    return (S3Exception)
        S3Exception.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();
  }

  @ParameterizedTest
  @CsvSource({
    "400, Throttling",
    "400, ThrottlingException",
    "503, RequestLimitExceeded",
    "503, SlowDown",
    "429, TooManyRequestsException",
    "429, SomethingNew",
    "400, PriorRequestNotComplete",
  })
  void a_throttle_is_an_exception_of_its_own(int status, String code) {
    small.failure = answer(status, code);

    assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket("b")))
        .isInstanceOf(ThrottledException.class)
        .hasMessage("s3.ListObjectsV2 was throttled")
        .hasCause(small.failure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDenied", "LimitExceededException", "ValidationError"})
  void every_other_answer_is_thrown_as_it_came(String code) {
    small.failure = answer(400, code);

    assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket("b")))
        .isSameAs(small.failure);
  }

  @Test
  void an_answer_without_a_code_is_thrown_as_it_came() {
    small.failure = (RuntimeException) S3Exception.builder().statusCode(500).build();

    assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket("b")))
        .isSameAs(small.failure);
  }

  @Test
  void each_page_of_a_paginator_is_a_call() {
    var keys = s3.listObjectsV2Paginator(request -> request.bucket("b")).contents();

    assertThat(keys.stream().map(S3Object::key)).containsExactly("a", "b");
    assertThat(counter.counts()).containsOnly(java.util.Map.entry("s3.ListObjectsV2", 2L));
  }

  @Test
  void a_throttled_page_is_a_throttle() {
    small.failure = answer(503, "SlowDown");

    assertThatThrownBy(() -> s3.listObjectsV2Paginator(r -> r.bucket("b")).stream().toList())
        .isInstanceOf(ThrottledException.class);
  }

  @Test
  void conveniences_that_stream_make_one_call(@TempDir Path folder) throws Exception {
    var file = folder.resolve("copy");

    assertThat(s3.getObjectAsBytes(r -> r.bucket("b").key("k")).asUtf8String())
        .isEqualTo("content");
    s3.getObject(GetObjectRequest.builder().bucket("b").key("k").build(), file);
    s3.putObject(PutObjectRequest.builder().bucket("b").key("k").build(), file);

    assertThat(Files.readString(file)).isEqualTo("content");
    assertThat(counter.counts())
        .containsOnly(
            java.util.Map.entry("s3.GetObject", 2L), java.util.Map.entry("s3.PutObject", 1L));
  }

  @Test
  void a_client_that_is_a_proxy_itself_is_seen_into_all_the_same() {
    InvocationHandler asTheTwin =
        (proxy, method, arguments) ->
            method.isDefault() && method.getParameterTypes()[0] != ListObjectsV2Request.class
                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                : method.invoke(small, arguments);
    var twin =
        (S3Client)
            Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, asTheTwin);
    var paced = PacedClient.around(S3Client.class, twin, counter);

    assertThat(paced.listObjectsV2Paginator(r -> r.bucket("b")).contents()).hasSize(2);
    assertThat(counter.counts()).containsOnly(java.util.Map.entry("s3.ListObjectsV2", 2L));
  }

  @Test
  void what_a_client_does_not_know_is_its_own_to_say() {
    assertThatThrownBy(() -> s3.listBuckets(r -> r.maxBuckets(1)))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
