package io.coreautomation.simulator.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The organizational units of a world, and which accounts are in them. Thread-safe. */
public final class Organization {
  private static final String PREFIX = "organization/";

  private final TwinWorld world;
  private final Map<String, Unit> units = new ConcurrentHashMap<>();

  /** A unit. */
  record Unit(String id, List<String> accounts) {
    Unit {
      accounts = List.copyOf(accounts);
    }
  }

  private Organization(TwinWorld world) {
    this.world = world;
    world.documents(PREFIX, Unit.class).values().forEach(unit -> units.put(unit.id(), unit));
  }

  public static Organization of(TwinWorld world) {
    return world.part(Organization.class, Organization::new);
  }

  /**
   * Makes a unit, or changes who is in it.
   *
   * @param id such as {@code ou-abcd-12345678}
   */
  public void put(String id, List<String> accounts) {
    var unit = new Unit(id, accounts);
    world.commit(List.of(TwinWorld.put(PREFIX + id, unit)));
    units.put(id, unit);
  }

  /** The accounts of a unit; nothing if there is none. */
  public Optional<List<String>> accounts(String unitId) {
    return Optional.ofNullable(units.get(unitId)).map(Unit::accounts);
  }
}
