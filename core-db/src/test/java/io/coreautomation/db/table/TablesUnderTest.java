package io.coreautomation.db.table;

import java.util.List;

/** The tables that a contract is held against; each test uses partitions of its own. */
interface TablesUnderTest {
  /** The implementation under test; two calls give two users of one table. */
  Tables tables();

  /** How many calls the tests of contention make at a time. */
  default int atATime() {
    return 8;
  }

  /** The names of the samples that a query finds. */
  default List<String> names(Query query) {
    return tables().query(Sample.ROW, query).rows().stream().map(Sample::name).toList();
  }

  /** Whether a write happened, or its condition did not hold. */
  default boolean isWritten(Runnable write) {
    try {
      write.run();
      return true;
    } catch (ConditionFailedException e) {
      return false;
    }
  }
}
