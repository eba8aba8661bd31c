package io.coreautomation.simulator.ec2;

import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.stack.StackThings;
import io.coreautomation.simulator.kms.KmsTwin;
import io.coreautomation.simulator.world.TwinWorld;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys of KMS that volumes are encrypted with: those of stacks, and the default of EBS. */
record Keys(TwinWorld world, StackThings things) {
  private static final String KEY = "AWS::KMS::Key";
  private static final String ALIAS = "AWS::KMS::Alias";

  /**
   * The ARN of a key; empty if there is none that the place can reach.
   *
   * @param given an id, ARN or alias; null for the default key
   */
  Optional<String> arn(Place place, @Nullable String given) {
    if (given == null) {
      return Optional.of(defaultKey(place));
    }
    var named =
        things
            .find(place, ALIAS, given)
            .map(alias -> alias.properties().path("TargetKeyId").asText())
            .orElse(given);
    var arn = named.startsWith("arn:") ? named : arnOf(place, named);
    var parts = arn.split(":", 6);
    var home = new Place(parts[4], parts[3]);
    var id = parts[5].substring(parts[5].indexOf('/') + 1);
    return things.find(home, KEY, id).isPresent() && isOpenTo(place, arn)
        ? Optional.of(arn)
        : Optional.empty();
  }

  /** Whether an account may use a key: its own, or one that is granted to all of the account. */
  boolean isOpenTo(Place place, String arn) {
    var parts = arn.split(":", 6);
    return parts[4].equals(place.accountId())
        || KmsTwin.isGranted(
            world,
            new Place(parts[4], parts[3]),
            parts[5].substring(parts[5].indexOf('/') + 1),
            "arn:%s:iam::%s:root".formatted(place.partition(), place.accountId()));
  }

  static boolean isDefault(Place place, @Nullable String arn) {
    return defaultKey(place).equals(arn);
  }

  private static String defaultKey(Place place) {
    var seed = place.accountId() + "/" + place.region() + "/aws/ebs";
    return arnOf(place, UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString());
  }

  private static String arnOf(Place place, String id) {
    return place.arn("kms", "key/" + id);
  }
}
