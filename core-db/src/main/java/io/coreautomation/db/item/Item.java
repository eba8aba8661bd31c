package io.coreautomation.db.item;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.table.Key;
import io.coreautomation.db.table.RowType;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.coordinates.Scope;
import io.coreautomation.framework.json.Digest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands deployed. The builds of a branch follow each other on the same things, so
 * an item belongs to its branch; its PRN tells the build that touched it last.
 *
 * @param actionName of the action that made it
 * @param resource its name in its account and region, such as a stack's
 * @param resourceId its id, such as a stack's ARN
 * @param status as AWS names it
 * @param inputsDigest of template, parameters, tags and capabilities: the same again is no change
 */
public record Item(
    Prn prn,
    String actionName,
    String kind,
    String account,
    String region,
    String resource,
    String resourceId,
    String status,
    Digest listDigest,
    @Nullable Digest templateDigest,
    @Nullable Digest inputsDigest,
    RunId runId,
    Instant updatedAt,
    Map<String, JsonNode> outputs) {
  public static final RowType<Item> ROW =
      RowType.of(Item.class, Item::key)
          .first(item -> new Key(at(item.target()), item.placeKey()))
          .second(item -> new Key(in(item.prn()), item.placeKey()))
          .build();

  public Item {
    outputs = Map.copyOf(outputs);
  }

  static String partition(Prn prn) {
    return "ITEM#" + owner(prn);
  }

  static String at(Target target) {
    return "ITEMS#" + target;
  }

  static String in(Prn prn) {
    return "ITEMS#" + prn.at(Scope.PORTFOLIO);
  }

  static String sortKey(Target target, String actionName) {
    return target + "/" + actionName;
  }

  Target target() {
    return new Target(account, region);
  }

  Key key() {
    return new Key(partition(prn), sortKey(target(), actionName));
  }

  private String placeKey() {
    return owner(prn) + "#" + sortKey(target(), actionName);
  }

  private static Prn owner(Prn prn) {
    return prn.scope().compareTo(Scope.BRANCH) > 0 ? prn.at(Scope.BRANCH) : prn;
  }
}
