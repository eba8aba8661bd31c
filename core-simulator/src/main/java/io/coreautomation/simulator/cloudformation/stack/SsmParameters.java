package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.Optional;

/** The SSM parameters of an account and region: those that stacks made, and AWS's public ones. */
final class SsmParameters {
  private static final int ID_LENGTH = 17;

  private final TwinWorld world;
  private final StackShelf shelf;

  SsmParameters(TwinWorld world, StackShelf shelf) {
    this.world = world;
    this.shelf = shelf;
  }

  /** The value of a parameter, whose name may end in a version: {@code /a/b:3}. */
  Optional<String> value(Place place, String nameAndVersion) {
    var colon = nameAndVersion.lastIndexOf(':');
    var name = colon > 0 ? nameAndVersion.substring(0, colon) : nameAndVersion;
    if (name.startsWith("/aws/service/")) {
      var hash = Digest.of(name + place.region()).hex().substring(0, ID_LENGTH);
      return Optional.of(name.contains("ami") || name.endsWith("image_id") ? "ami-" + hash : hash);
    }
    var now = world.now();
    return shelf.mentioning(StackShelf.ssmFact(place, name)).stream()
        .filter(e -> !e.isDeletedAt(now))
        .flatMap(e -> e.revisionAt(now).resources().values().stream())
        .filter(r -> r.type().equals("AWS::SSM::Parameter") && r.physicalId().equals(name))
        .map(r -> r.properties().path("Value").asText())
        .findFirst()
        .or(() -> unnamed(place, name));
  }

  private Optional<String> unnamed(Place place, String name) {
    var now = world.now();
    return shelf.in(place).stream()
        .filter(e -> !e.isDeletedAt(now))
        .flatMap(e -> e.revisionAt(now).resources().values().stream())
        .filter(r -> r.type().equals("AWS::SSM::Parameter") && r.physicalId().equals(name))
        .map(r -> r.properties().path("Value").asText())
        .findFirst();
  }
}
