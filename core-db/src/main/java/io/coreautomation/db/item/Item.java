package io.coreautomation.db.item;

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
 * Something that stands deployed. There is one item for it, whoever deployed it last. The builds of
 * a branch follow each other on the same things, so an item belongs to a branch; its PRN tells the
 * build that touched it last.
 *
 * @param actionName of the action that touched it last
 * @param resource its name in its account and region, such as {@code stack/web}
 * @param resourceId its id, such as a stack's ARN
 * @param status as AWS named it when it was seen last; {@link #IN_DOUBT} after a failure
 * @param lastUpdated as AWS told it then; null if it never was
 * @param inputs the digest of all that it was made from: the same again is no change. Null if no
 *     digest can say so
 * @param outputs in full, if {@code outputsKept}; else none
 * @param version what {@link #version(Instant)} makes of the time of the write
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
    @Nullable Instant lastUpdated,
    @Nullable Digest inputs,
    Map<String, String> outputs,
    boolean outputsKept,
    Digest list,
    RunId runId,
    long version) {
  /** The status of what an action has failed on: what that made of it is not known here. */
  public static final String IN_DOUBT = "IN_DOUBT";

  static final RowType<Item> ROW =
      RowType.of(Item.class, Item::key)
          .first(item -> new Key(in(item.prn()), item.owner() + "#" + item.place()))
          .build();

  public Item {
    outputs = Map.copyOf(outputs);
  }

  /** A later write has a greater one. */
  public static long version(Instant written) {
    return written.toEpochMilli();
  }

  /** The branch that it belongs to, or what is above one. */
  public Prn owner() {
    return owner(prn);
  }

  /** Whether that is its {@link #owner}. */
  public boolean belongsTo(Prn that) {
    return that.equals(prn) || that.scope() == Scope.BRANCH && that.contains(prn);
  }

  /** Whether the last operation on it went well. */
  public boolean isComplete() {
    return status.endsWith("_COMPLETE");
  }

  public Target target() {
    return new Target(account, region);
  }

  /** The same, after an action of a run has failed on it. */
  Item doubted(RunId run, long newVersion) {
    return new Item(
        prn,
        actionName,
        kind,
        account,
        region,
        resource,
        resourceId,
        IN_DOUBT,
        lastUpdated,
        null,
        Map.of(),
        false,
        list,
        run,
        newVersion);
  }

  static Prn owner(Prn prn) {
    return prn.scope().compareTo(Scope.BRANCH) > 0 ? prn.at(Scope.BRANCH) : prn;
  }

  static String at(Target target) {
    return "ITEM#" + target;
  }

  static String in(Prn prn) {
    return "ITEMS#" + prn.at(Scope.PORTFOLIO);
  }

  private String place() {
    return account + "/" + region + "/" + resource;
  }

  Key key() {
    return new Key("ITEM#" + account + "/" + region, resource);
  }
}
