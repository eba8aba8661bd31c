package io.coreautomation.db.table;

class InMemoryTablesTest extends TablesContract {
  private final Tables tables = new InMemoryTables();

  @Override
  protected Tables tables() {
    return tables;
  }
}
