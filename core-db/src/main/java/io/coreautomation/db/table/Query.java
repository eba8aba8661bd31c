package io.coreautomation.db.table;

import org.jspecify.annotations.Nullable;

/**
 * Which rows to read, in the order of their sort keys.
 *
 * @param cursor where an earlier page ended; null for the first page
 */
public record Query(
    Index index,
    String partition,
    Sort sort,
    boolean descending,
    int limit,
    @Nullable Cursor cursor) {
  /** The most rows that one page holds. */
  public static final int MOST = 1000;

  public Query {
    if (partition.isEmpty()) {
      throw new TableLimitException("a query names its partition");
    }
    if (limit < 1 || limit > MOST) {
      throw new TableLimitException("a page has 1 to " + MOST + " rows, not " + limit);
    }
    if (cursor != null) {
      cursor.requireFrom(index, partition);
    }
  }

  /** The rows of a partition of the table, ascending. */
  public static Query of(String partition) {
    return of(Index.TABLE, partition);
  }

  /** The rows of a partition of an index, ascending. */
  public static Query of(Index index, String partition) {
    return new Query(index, partition, new Sort.Any(), false, MOST, null);
  }

  public Query beginningWith(String prefix) {
    return withSort(new Sort.Prefix(prefix));
  }

  /** Only sort keys greater than that. */
  public Query after(String sort) {
    return withSort(new Sort.After(sort));
  }

  /** Only sort keys less than that. */
  public Query before(String sort) {
    return withSort(new Sort.Before(sort));
  }

  public Query newestFirst() {
    return new Query(index, partition, sort, true, limit, cursor);
  }

  public Query limit(int rows) {
    return new Query(index, partition, sort, descending, rows, cursor);
  }

  /** From where an earlier page ended, with the same partition, order and sort. */
  public Query from(@Nullable Cursor place) {
    return new Query(index, partition, sort, descending, limit, place);
  }

  private Query withSort(Sort range) {
    return new Query(index, partition, range, descending, limit, cursor);
  }

  /** Which keys order the rows. */
  public enum Index {
    TABLE("", "pk", "sk"),
    /** The first index; it may lag behind the table. */
    FIRST("gsi1", "gsi1pk", "gsi1sk"),
    /** The second index; it may lag behind the table. */
    SECOND("gsi2", "gsi2pk", "gsi2sk");

    private final String indexName;
    private final String partitionAttribute;
    private final String sortAttribute;

    Index(String indexName, String partitionAttribute, String sortAttribute) {
      this.indexName = indexName;
      this.partitionAttribute = partitionAttribute;
      this.sortAttribute = sortAttribute;
    }

    /** As the table's definition names it; empty for the table itself. */
    public String indexName() {
      return indexName;
    }

    public String partitionAttribute() {
      return partitionAttribute;
    }

    public String sortAttribute() {
      return sortAttribute;
    }
  }

  /** Which sort keys. */
  public sealed interface Sort {
    /** All. */
    record Any() implements Sort {}

    /** Those that begin so. */
    record Prefix(String prefix) implements Sort {
      public Prefix {
        if (prefix.isEmpty()) {
          throw new TableLimitException("a prefix has at least one character");
        }
      }
    }

    /** Those greater than that. */
    record After(String sort) implements Sort {}

    /** Those less than that. */
    record Before(String sort) implements Sort {}
  }
}
