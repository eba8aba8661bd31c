package io.coreautomation.db.table;

class InMemoryTablesTest extends TablesContract {
  private final Tables tables = new InMemoryTables();

  @Override
  public Tables tables() {
    return tables;
  }
}
