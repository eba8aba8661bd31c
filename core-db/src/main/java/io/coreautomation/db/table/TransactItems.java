package io.coreautomation.db.table;

import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Writes as items of a DynamoDB transaction. */
final class TransactItems {
  private TransactItems() {}

  static TransactWriteItem of(String table, Write write) {
    return switch (write) {
      case Write.Put<?> put -> put(table, put);
      case Write.Delete delete -> delete(table, delete);
      case Write.Add<?> add -> add(table, add);
    };
  }

  private static <R extends Record> TransactWriteItem put(String table, Write.Put<R> write) {
    var put = Put.builder().tableName(table).item(write.item());
    ConditionExpression.of(write.conditions())
        .ifPresent(
            condition ->
                put.conditionExpression(condition.text())
                    .expressionAttributeNames(condition.names())
                    .expressionAttributeValues(condition.values()));
    return TransactWriteItem.builder().put(put.build()).build();
  }

  private static TransactWriteItem delete(String table, Write.Delete write) {
    var delete = Delete.builder().tableName(table).key(DynamoDbTables.attributes(write.key()));
    ConditionExpression.of(write.conditions())
        .ifPresent(
            condition ->
                delete
                    .conditionExpression(condition.text())
                    .expressionAttributeNames(condition.names())
                    .expressionAttributeValues(condition.values()));
    return TransactWriteItem.builder().delete(delete.build()).build();
  }

  private static TransactWriteItem add(String table, Write.Add<?> write) {
    var addition = Addition.of(write);
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(DynamoDbTables.attributes(write.key()))
                .updateExpression(addition.text())
                .expressionAttributeNames(addition.names())
                .expressionAttributeValues(addition.values())
                .build())
        .build();
  }
}
