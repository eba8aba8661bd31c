package io.coreautomation.db.grant;

import io.coreautomation.db.table.Cursor;
import io.coreautomation.db.table.Page;
import io.coreautomation.db.table.Query;
import io.coreautomation.db.table.Tables;
import io.coreautomation.framework.coordinates.Prn;
import org.jspecify.annotations.Nullable;

/** The grants: no grant, no entry. */
public final class Grants {
  private final Tables tables;

  public Grants(Tables tables) {
    this.tables = tables;
  }

  /** Whether some grant allows a principal to do that there. */
  public boolean allows(String principal, String verb, Prn prn) {
    @Nullable Cursor cursor = null;
    do {
      var page = list(Query.MOST, cursor);
      if (page.rows().stream().anyMatch(grant -> grant.allows(principal, verb, prn))) {
        return true;
      }
      cursor = page.next();
    } while (cursor != null);
    return false;
  }

  /** Puts a grant in place of the one of that principal on that PRN. */
  public void put(Grant grant) {
    tables.put(Grant.ROW, grant);
  }

  public void remove(Grant grant) {
    tables.delete(grant.key());
  }

  public Page<Grant> list(int limit, @Nullable Cursor cursor) {
    return tables.query(Grant.ROW, Query.of(Grant.PARTITION).limit(limit).from(cursor));
  }
}
