package io.coreautomation.execute.kind.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.execute.kind.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

class CreateInvalidationTest {
  @Test
  void where_too_many_are_under_way_it_waits_for_its_turn() {
    var world = new KindWorld();
    CloudFrontCases.distribution(world);
    for (int i = 0; i < 15; i++) {
      var reference = "others-" + i;
      world
          .look(CloudFrontClient.class)
          .createInvalidation(
              r ->
                  r.distributionId(world.output("Id"))
                      .invalidationBatch(
                          b -> b.callerReference(reference).paths(p -> p.quantity(1).items("/*"))));
    }
    var kind = new CreateInvalidation();
    var params = CloudFrontCases.params(world);

    var first =
        kind.start(
            world.context(false), new CreateInvalidation.Params(world.output("Id"), List.of()));

    assertThat(((Progress.Running) first).handle().has("invalidationId")).isFalse();
    assertThat(((Progress.Running) first).attended()).isTrue();
    assertThat(world.drive(kind, params)).isInstanceOf(Progress.Done.class);
  }
}
