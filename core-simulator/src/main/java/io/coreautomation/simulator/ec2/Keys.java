package io.coreautomation.simulator.ec2;

import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.stack.StackThings;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys of KMS that volumes are encrypted with: those of stacks, and the default of EBS. */
record Keys(StackThings things) {
  private static final String KEY = "AWS::KMS::Key";

  /**
   * The ARN of a key; empty if there is none that the place can reach.
   *
   * @param given an id or ARN; null for the default key
   */
  Optional<String> arn(Place place, @Nullable String given) {
    if (given == null) {
      return Optional.of(defaultKey(place));
    }
    var arn = given.startsWith("arn:") ? given : arnOf(place, given);
    return things.find(place, KEY, arn.substring(arn.lastIndexOf('/') + 1)).isPresent()
            && arn.equals(arnOf(place, arn.substring(arn.lastIndexOf('/') + 1)))
        ? Optional.of(arn)
        : Optional.empty();
  }

  static boolean isDefault(Place place, @Nullable String arn) {
    return defaultKey(place).equals(arn);
  }

  private static String defaultKey(Place place) {
    var seed = place.accountId() + "/" + place.region() + "/aws/ebs";
    return arnOf(place, UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString());
  }

  private static String arnOf(Place place, String id) {
    return "arn:%s:kms:%s:%s:key/%s"
        .formatted(place.partition(), place.region(), place.accountId(), id);
  }
}
