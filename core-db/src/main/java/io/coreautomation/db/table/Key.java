package io.coreautomation.db.table;

/**
 * The two parts of a row's key, in the table or in one of its indexes.
 *
 * @param partition rows of one partition lie together, sorted
 * @param sort sorted by its UTF-8 bytes
 */
public record Key(String partition, String sort) {
  private static final int PARTITION_BYTES = 2048;
  private static final int SORT_BYTES = 1024;

  public Key {
    within("partition key", partition, PARTITION_BYTES);
    within("sort key", sort, SORT_BYTES);
  }

  private static void within(String part, String text, int most) {
    var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > most) {
      throw new TableLimitException(
          "a " + part + " has 1 to " + most + " bytes, this one has " + bytes);
    }
  }

  /** {@code partition | sort}, for messages. */
  @Override
  public String toString() {
    return partition + " | " + sort;
  }
}
