package io.coreautomation.db.table;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The table that our rows need: on demand, two indexes with all attributes, a time to live. In AWS
 * infra makes it; this is for endpoint worlds and tests.
 */
public final class DynamoDbTableDefinition {
  private final String table;

  public DynamoDbTableDefinition(String table) {
    this.table = table;
  }

  /** Makes the table and waits until it takes rows; one of that name that is there stays. */
  public void createIn(DynamoDbClient client) {
    try {
      client.createTable(
          request ->
              request
                  .tableName(table)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(attributes())
                  .keySchema(keys(Query.Index.TABLE))
                  .globalSecondaryIndexes(index(Query.Index.FIRST), index(Query.Index.SECOND)));
    } catch (ResourceInUseException e) {
      return; // whoever made it sets its time to live
    }
    try (var waiter = client.waiter()) {
      waiter.waitUntilTableExists(request -> request.tableName(table));
    }
    client.updateTimeToLive(
        request ->
            request
                .tableName(table)
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(RowType.TTL)));
  }

  private static List<AttributeDefinition> attributes() {
    var attributes = new ArrayList<AttributeDefinition>();
    for (var index : Query.Index.values()) {
      for (var name : List.of(index.partitionAttribute(), index.sortAttribute())) {
        attributes.add(
            AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build());
      }
    }
    return attributes;
  }

  private static List<KeySchemaElement> keys(Query.Index index) {
    return List.of(
        KeySchemaElement.builder()
            .attributeName(index.partitionAttribute())
            .keyType(KeyType.HASH)
            .build(),
        KeySchemaElement.builder()
            .attributeName(index.sortAttribute())
            .keyType(KeyType.RANGE)
            .build());
  }

  private static GlobalSecondaryIndex index(Query.Index index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.indexName())
        .keySchema(keys(index))
        .projection(projection -> projection.projectionType(ProjectionType.ALL))
        .build();
  }
}
