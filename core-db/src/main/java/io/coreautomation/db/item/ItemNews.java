package io.coreautomation.db.item;

import io.coreautomation.db.table.Key;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;

/** What has become of something that may stand deployed. */
public sealed interface ItemNews {
  /** Of the row that it is about. */
  Key key();

  /** It stands, just so. */
  record Stands(Item item) implements ItemNews {
    @Override
    public Key key() {
      return item.key();
    }
  }

  /** It is not there any more. */
  record Gone(Target target, String resource) implements ItemNews {
    @Override
    public Key key() {
      return new Key(Item.at(target), resource);
    }
  }

  /**
   * An action of a run has failed on it. An item of another owner is none of that run's business.
   *
   * @param version as {@link Item#version}
   */
  record InDoubt(Target target, String resource, Prn owner, RunId run, long version)
      implements ItemNews {
    @Override
    public Key key() {
      return new Key(Item.at(target), resource);
    }
  }
}
