package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.simulator.cloudformation.resource.Place;

/** The id of a stack: its ARN, which ends in something unlike any earlier stack of the name. */
public record StackId(String arn, String name, Place place) {

  /** The id of a new stack. */
  public static StackId make(Place place, String name, String salt) {
    return new StackId(
        place.arn(
            "cloudformation",
            "stack/" + name + "/" + uuid(place.accountId() + place.region() + name + salt)),
        name,
        place);
  }

  /** Something in the form of a UUID that is always the same for the seed. */
  public static String uuid(String seed) {
    var hex = Digest.of(seed).hex();
    return hex.substring(0, 8)
        + "-"
        + hex.substring(8, 12)
        + "-11f0-"
        + hex.substring(12, 16)
        + "-"
        + hex.substring(16, 28);
  }
}
