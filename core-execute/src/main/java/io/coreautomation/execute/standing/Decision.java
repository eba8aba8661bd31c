package io.coreautomation.execute.standing;

import io.coreautomation.db.item.Item;
import io.coreautomation.execute.kind.Wanted;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.run.Trust;
import org.jspecify.annotations.Nullable;

/** What the registry says of what an action wants. */
public sealed interface Decision {
  /** It stands, and was made from the same inputs. */
  record Unchanged(Item item) implements Decision {}

  /** It stands, and was made from other inputs. */
  record Changed() implements Decision {}

  /** The registry cannot say. */
  record Doubtful(Trust why) implements Decision {}

  /**
   * Decides.
   *
   * @param owner who wants it
   * @param row of the thing that is wanted; null if there is none
   */
  static Decision of(Prn owner, Wanted wanted, @Nullable Item row) {
    if (row == null) {
      return new Doubtful(Trust.NO_ROW);
    }
    if (!row.belongsTo(owner)) {
      return new Doubtful(Trust.OTHER_OWNER);
    }
    if (!row.isComplete()) {
      return new Doubtful(Trust.NOT_COMPLETE);
    }
    if (row.inputs() == null) {
      return new Doubtful(Trust.NOT_DIGEST_SAFE);
    }
    return row.inputs().equals(wanted.inputs()) ? new Unchanged(row) : new Changed();
  }

  /** The same for somebody who cannot do without the outputs of what he does not ask AWS for. */
  default Decision withOutputs() {
    return this instanceof Unchanged(Item item) && !item.outputsKept()
        ? new Doubtful(Trust.NO_OUTPUTS)
        : this;
  }
}
