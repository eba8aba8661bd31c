package io.coreautomation.db.table;

/** What every implementation of {@link Tables} does. */
public abstract class TablesContract
    implements RowsContract,
        ContentionContract,
        TransactionsContract,
        QueriesContract,
        LimitsContract {}
