package io.coreautomation.simulator.ec2;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;

/** Gives ids that look random, are never given twice, and are the same in each run of a test. */
final class Ids {
  private static final int LENGTH = 17;

  private final Documents<Given> given;

  /** How many were given in a place. */
  record Given(long number) {}

  Ids(TwinWorld world) {
    this.given = new Documents<>(world, "ec2/ids", Given.class);
  }

  /** The next one, such as {@code ami-0123456789abcdef0}; for who holds the place alone. */
  String next(Place place, String prefix) {
    var key = place.accountId() + "/" + place.region();
    var number = given.get(key).map(Given::number).orElse(0L) + 1;
    given.put(key, new Given(number));
    return prefix + "-" + Digest.of(key + "/" + number).hex().substring(0, LENGTH);
  }
}
