package io.coreautomation.execute.kind.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.simulator.fault.CallMatch;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;

class EmptyBucketTest {
  private static final String NAME = "shop-uploads";

  private final KindWorld world = new KindWorld();

  private S3Client s3() {
    return world.look(S3Client.class);
  }

  @Test
  void a_stack_can_delete_its_bucket_once_it_is_empty() {
    world.stack(S3Cases.BUCKET);
    S3Cases.put(s3(), "a");
    assertThat(world.deleteStack()).isEqualTo("DELETE_FAILED");

    world.drive(new EmptyBucket(), S3Cases.params());

    assertThat(world.deleteStack()).isEqualTo("DELETE_COMPLETE");
  }

  @Test
  void more_than_one_look_can_delete_takes_several() {
    world.stack(S3Cases.BUCKET);
    var objects = 5_001;
    for (int i = 0; i < objects; i++) {
      S3Cases.put(s3(), "object-" + i);
    }
    var kind = new EmptyBucket();
    var params = new EmptyBucket.Params(NAME);

    var first = kind.start(world.context(false), params);
    var second = kind.check(world.context(true), params, handle(first));
    var third = kind.check(world.context(true), params, handle(second));

    assertThat(handle(second).path("versions").longValue()).isEqualTo(5_000);
    assertThat(third)
        .isInstanceOfSatisfying(
            Progress.Done.class,
            done ->
                assertThat(done.outputs())
                    .isEqualTo(Map.of("deletedVersions", "5001", "abortedUploads", "0")));
  }

  private static ObjectNode handle(Progress progress) {
    return ((Progress.Running) progress).handle();
  }

  @Test
  void what_a_legal_hold_keeps_is_told() {
    world.stack(S3Cases.BUCKET);
    s3().putObject(
            r ->
                r.bucket(NAME)
                    .key("evidence")
                    .objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON),
            RequestBody.empty());

    var end = world.drive(new EmptyBucket(), S3Cases.params());

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed -> {
              assertThat(failed.problem().code()).isEqualTo(ProblemCode.AWS_REFUSED);
              assertThat(failed.problem().message())
                  .isEqualTo(
                      "could not empty the bucket 'shop-uploads': S3 keeps 1 of its versions, first"
                          + " 'evidence' (version-99999998): Access Denied because object"
                          + " protected by object lock.");
            });
  }

  @Test
  void a_key_that_s3_fails_at_is_tried_again() {
    world.stack(S3Cases.BUCKET);
    S3Cases.put(s3(), "a");
    S3Cases.put(s3(), "b");
    world.twin().faults().failInside(CallMatch.of("s3", "DeleteObject"), 1);

    var end = world.drive(new EmptyBucket(), S3Cases.params());

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Done.class,
            done -> assertThat(done.outputs()).containsEntry("deletedVersions", "2"));
    assertThat(s3().listObjectVersions(r -> r.bucket(NAME)).versions()).isEmpty();
  }

  @Test
  void a_bucket_that_goes_in_the_middle_is_empty() {
    world.stack(S3Cases.BUCKET);
    S3Cases.put(s3(), "a");
    var kind = new EmptyBucket();
    var first = kind.start(world.context(false), new EmptyBucket.Params(NAME));
    world.drive(kind, S3Cases.params());
    assertThat(world.deleteStack()).isEqualTo("DELETE_COMPLETE");

    var end = kind.check(world.context(true), new EmptyBucket.Params(NAME), handle(first));

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Done.class, done -> assertThat(done.change()).isEqualTo(Change.DELETE));
  }

  @Test
  void a_bucket_of_another_account_is_not_touched() {
    var other = "210000000012";
    world.twin().addAccount(other, "other");
    world.stack(other, S3Cases.BUCKET);

    var end = world.drive(new EmptyBucket(), S3Cases.params());

    assertThat(end)
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed ->
                assertThat(failed.problem().message())
                    .isEqualTo("could not empty the bucket 'shop-uploads': Access Denied"));
  }
}
