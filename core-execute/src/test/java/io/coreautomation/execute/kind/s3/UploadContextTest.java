package io.coreautomation.execute.kind.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class UploadContextTest {
  private final KindWorld world = new KindWorld();

  @Test
  void both_objects_hold_what_others_are_to_know() {
    world.stack(S3Cases.BUCKET);

    var end = world.drive(new UploadContext(), S3Cases.context());

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Done.class,
            done ->
                assertThat(done.outputs())
                    .isEqualTo(
                        Map.of(
                            "jsonUrl", "s3://shop-uploads/main/42/context.json",
                            "yamlUrl", "s3://shop-uploads/main/42/context.yaml")));
    var s3 = world.look(S3Client.class);
    for (var name : List.of("context.json", "context.yaml")) {
      assertThat(
              s3.getObjectAsBytes(r -> r.bucket("shop-uploads").key("main/42/" + name))
                  .asUtf8String())
          .isEqualTo(
              """
              {
                "day" : "2026-01-31",
                "zones" : [ "a", "b" ]
              }
              """);
    }
  }

  @Test
  void nothing_is_not_written() {
    assertThatThrownBy(
            () ->
                world.drive(
                    new UploadContext(),
                    KindCase.json("{\"bucketName\": \"shop-uploads\", \"prefix\": \"a\"}")))
        .hasMessageContaining("there is nothing to write");
  }
}
