package io.coreautomation.local.interpreter;

import io.coreautomation.local.sqlite.SqliteTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class ExecutionStoreTest {
  @Nested
  class In_memory extends ExecutionStoreContract {
    private final MemoryExecutions store = new MemoryExecutions();

    @Override
    protected ExecutionStore store() {
      return store;
    }
  }

  @Nested
  class In_a_table extends ExecutionStoreContract {
    private final SqliteTables tables = SqliteTables.inMemory();

    @Override
    protected ExecutionStore store() {
      return new TableExecutions(tables);
    }

    @AfterEach
    void close() {
      tables.close();
    }
  }
}
