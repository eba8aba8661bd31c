package io.coreautomation.db.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Tables on DynamoDB. Rows are read, put and queried by the Enhanced Client; additions and
 * transactions go by the client below it, as the Enhanced Client cannot add, and both speak the
 * same schemas.
 */
public final class DynamoDbTables implements Tables {
  private final DynamoDbClient client;
  private final DynamoDbEnhancedClient enhanced;
  private final String table;
  private final Contention contention = new Contention();

  /** Rows of a table that is there: infra's, or {@link DynamoDbTableDefinition}'s. */
  public DynamoDbTables(DynamoDbClient client, String table) {
    this.client = client;
    this.enhanced =
        DynamoDbEnhancedClient.builder().dynamoDbClient(client).extensions(List.of()).build();
    this.table = table;
  }

  @Override
  public <R extends Record> Optional<R> get(RowType<R> type, Key key) {
    return Optional.ofNullable(
        rows(type).getItem(request -> request.key(enhancedKey(key)).consistentRead(true)));
  }

  @Override
  public <R extends Record> void put(RowType<R> type, R row, Condition... conditions) {
    var write = Write.put(type, row, conditions);
    TableLimits.check(write);
    var request = PutItemEnhancedRequest.builder(type.type()).item(row);
    ConditionExpression.of(write.conditions())
        .ifPresent(condition -> request.conditionExpression(condition.expression()));
    alone(write, () -> rows(type).putItem(request.build()));
  }

  @Override
  public void delete(Key key, Condition... conditions) {
    var write = Write.delete(key, conditions);
    alone(
        write,
        () ->
            client.deleteItem(
                request -> {
                  request.tableName(table).key(attributes(key));
                  ConditionExpression.of(write.conditions())
                      .ifPresent(
                          condition ->
                              request
                                  .conditionExpression(condition.text())
                                  .expressionAttributeNames(condition.names())
                                  .expressionAttributeValues(condition.values()));
                }));
  }

  @Override
  public <R extends Record> R add(RowType<R> type, R whenAbsent, String attribute, long amount) {
    var write = Write.add(type, whenAbsent, attribute, amount);
    TableLimits.check(write);
    var addition = Addition.of(write);
    var answer =
        contention.retrying(
            () ->
                client.updateItem(
                    request ->
                        request
                            .tableName(table)
                            .key(attributes(write.key()))
                            .updateExpression(addition.text())
                            .expressionAttributeNames(addition.names())
                            .expressionAttributeValues(addition.values())
                            .returnValues(ReturnValue.ALL_NEW)));
    return type.row(answer.attributes());
  }

  @Override
  public <R extends Record> Page<R> query(RowType<R> type, Query query) {
    var found = new ArrayList<R>();
    @Nullable Map<String, AttributeValue> place = null;
    if (query.cursor() != null) {
      place = new LinkedHashMap<>();
      for (var key : query.cursor().keys().entrySet()) {
        place.put(key.getKey(), AttributeValue.fromS(key.getValue()));
      }
    }
    do {
      // DynamoDB ends a page at 1 MB, too: ask again for what is missing.
      var page = page(type, query, query.limit() - found.size(), place);
      found.addAll(page.items());
      place = page.lastEvaluatedKey();
    } while (place != null && !place.isEmpty() && found.size() < query.limit());
    return new Page<>(found, place == null || place.isEmpty() ? null : cursor(place));
  }

  @Override
  public void transact(List<Write> writes) {
    TableLimits.check(writes);
    var items = writes.stream().map(write -> TransactItems.of(table, write)).toList();
    try {
      contention.retrying(() -> client.transactWriteItems(request -> request.transactItems(items)));
    } catch (TransactionCanceledException e) {
      var reasons = e.cancellationReasons();
      for (int i = 0; i < reasons.size(); i++) {
        if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
          throw new ConditionFailedException(i, writes.get(i));
        }
      }
      throw e;
    }
  }

  private <R extends Record> software.amazon.awssdk.enhanced.dynamodb.model.Page<R> page(
      RowType<R> type, Query query, int limit, @Nullable Map<String, AttributeValue> place) {
    var request =
        QueryEnhancedRequest.builder()
            .queryConditional(conditional(query))
            .scanIndexForward(!query.descending())
            .limit(limit);
    if (place != null) {
      request.exclusiveStartKey(place);
    }
    var pages =
        query.index() == Query.Index.TABLE
            ? rows(type).query(request.consistentRead(true).build())
            : rows(type).index(query.index().indexName()).query(request.build());
    return pages.iterator().next();
  }

  private static QueryConditional conditional(Query query) {
    var key =
        software.amazon.awssdk.enhanced.dynamodb.Key.builder().partitionValue(query.partition());
    return switch (query.sort()) {
      case Query.Sort.Any _ -> QueryConditional.keyEqualTo(key.build());
      case Query.Sort.Prefix(String prefix) ->
          QueryConditional.sortBeginsWith(key.sortValue(prefix).build());
      case Query.Sort.After(String sort) ->
          QueryConditional.sortGreaterThan(key.sortValue(sort).build());
      case Query.Sort.Before(String sort) ->
          QueryConditional.sortLessThan(key.sortValue(sort).build());
    };
  }

  private void alone(Write write, Runnable call) {
    try {
      contention.retrying(
          () -> {
            call.run();
            return write;
          });
    } catch (ConditionalCheckFailedException e) {
      throw new ConditionFailedException(0, write);
    }
  }

  private <R extends Record> DynamoDbTable<R> rows(RowType<R> type) {
    return enhanced.table(table, type.schema());
  }

  private static Cursor cursor(Map<String, AttributeValue> place) {
    var keys = new LinkedHashMap<String, String>();
    place.forEach((name, value) -> keys.put(name, value.s()));
    return new Cursor(keys);
  }

  private static software.amazon.awssdk.enhanced.dynamodb.Key enhancedKey(Key key) {
    return software.amazon.awssdk.enhanced.dynamodb.Key.builder()
        .partitionValue(key.partition())
        .sortValue(key.sort())
        .build();
  }

  static Map<String, AttributeValue> attributes(Key key) {
    return Map.of(
        RowType.PARTITION,
        AttributeValue.fromS(key.partition()),
        RowType.SORT,
        AttributeValue.fromS(key.sort()));
  }
}
