package io.coreautomation.execute.kind.rds;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.OwnerTag;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DbSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.Tag;

/** The snapshots of the action's account and region, and the tags that tell whose they are. */
final class DbSnapshots {
  private static final String TOKEN_TAG = "core-automation:token";

  /** Source: CreateDBSnapshot, {@code DBSnapshotIdentifier}. */
  private static final Pattern FORM = Pattern.compile("[a-zA-Z](-?[a-zA-Z0-9]){0,254}");

  private DbSnapshots() {}

  static void checkIdentifier(String identifier) {
    if (!FORM.matcher(identifier).matches()) {
      throw new InvalidFieldException(
          "dbSnapshotIdentifier",
          "'" + identifier + "' is not a snapshot's identifier",
          "Use up to 255 letters, digits and single hyphens, beginning with a letter and not"
              + " ending with a hyphen.");
    }
  }

  static Optional<DBSnapshot> find(ActionContext context, String identifier) {
    try {
      return context
          .client(RdsClient.class)
          .describeDBSnapshots(r -> r.dbSnapshotIdentifier(identifier))
          .dbSnapshots()
          .stream()
          .findFirst();
    } catch (DbSnapshotNotFoundException e) {
      return Optional.empty();
    }
  }

  /** What a snapshot is made with. */
  static Collection<Tag> tags(ActionContext context, String token) {
    return List.of(
        Tag.builder().key(OwnerTag.KEY).value(context.owner().text()).build(),
        Tag.builder().key(TOKEN_TAG).value(token).build());
  }

  static boolean bearsToken(DBSnapshot snapshot, String token) {
    return tag(snapshot, TOKEN_TAG).equals(Optional.of(token));
  }

  static Optional<String> owner(DBSnapshot snapshot) {
    return tag(snapshot, OwnerTag.KEY);
  }

  private static Optional<String> tag(DBSnapshot snapshot, String key) {
    return snapshot.tagList().stream()
        .filter(tag -> tag.key().equals(key))
        .map(Tag::value)
        .findFirst();
  }
}
