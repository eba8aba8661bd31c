package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.simulator.cloudformation.resource.Place;

/** The id of a stack: its ARN, which ends in something unlike any earlier stack of the name. */
record StackId(String arn, String name, Place place) {

  static StackId make(Place place, String name, String salt) {
    return new StackId(
        "arn:"
            + place.partition()
            + ":cloudformation:"
            + place.region()
            + ":"
            + place.accountId()
            + ":stack/"
            + name
            + "/"
            + uuid(place.accountId() + place.region() + name + salt),
        name,
        place);
  }

  static String uuid(String seed) {
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
