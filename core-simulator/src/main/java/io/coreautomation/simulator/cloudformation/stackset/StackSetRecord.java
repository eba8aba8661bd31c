package io.coreautomation.simulator.cloudformation.stackset;

import io.coreautomation.simulator.cloudformation.resource.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A stack set as it is written down.
 *
 * @param number how many of its name there were before it
 * @param token of the call that made it; empty if it had none
 * @param units in which it has stacks
 */
public record StackSetRecord(
    String name,
    String id,
    int number,
    boolean isDeleted,
    Place place,
    String token,
    Content content,
    List<String> units,
    List<String> regions,
    List<Instance> instances) {

  /** What its stacks are made from. */
  public record Content(
      String template,
      Map<String, String> parameters,
      Map<String, String> tags,
      List<String> capabilities,
      boolean autoDeployment) {}

  /**
   * One of its stacks.
   *
   * @param stackId empty if it could not be made
   * @param leaving whether it was asked to go
   */
  public record Instance(String unit, Place place, String stackId, boolean leaving) {
    Instance asLeaving() {
      return new Instance(unit, place, stackId, true);
    }
  }

  String key() {
    return place.accountId() + "/" + place.region() + "/" + name;
  }

  public String arn() {
    return place.arn("cloudformation", "stackset/" + id);
  }

  StackSetRecord deleted() {
    return new StackSetRecord(
        name, id, number, true, place, token, content, List.of(), List.of(), List.of());
  }

  StackSetRecord with(Content other) {
    return new StackSetRecord(
        name, id, number, isDeleted, place, token, other, units, regions, instances);
  }

  StackSetRecord having(List<Instance> others) {
    return new StackSetRecord(
        name, id, number, isDeleted, place, token, content, units, regions, others);
  }

  /** With stacks in more places. */
  StackSetRecord with(List<String> moreUnits, List<String> moreRegions, List<Instance> more) {
    var all = new ArrayList<>(instances);
    all.addAll(more);
    return new StackSetRecord(
        name,
        id,
        number,
        isDeleted,
        place,
        token,
        content,
        both(units, moreUnits),
        both(regions, moreRegions),
        List.copyOf(all));
  }

  /**
   * Without the units that are asked to go from all regions, and without the regions that all units
   * are asked to go from.
   */
  StackSetRecord without(
      List<String> lessUnits, List<String> lessRegions, List<Instance> remaining) {
    return new StackSetRecord(
        name,
        id,
        number,
        isDeleted,
        place,
        token,
        content,
        lessRegions.containsAll(regions) ? less(units, lessUnits) : units,
        lessUnits.containsAll(units) ? less(regions, lessRegions) : regions,
        List.copyOf(remaining));
  }

  private static List<String> less(List<String> some, List<String> others) {
    return some.stream().filter(each -> !others.contains(each)).toList();
  }

  private static List<String> both(List<String> some, List<String> more) {
    return List.copyOf(new TreeSet<>(Stream.concat(some.stream(), more.stream()).toList()));
  }
}
