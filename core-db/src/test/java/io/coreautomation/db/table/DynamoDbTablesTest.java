package io.coreautomation.db.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.framework.testing.MotoServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;

/** The contract over the wire, on moto. */
class DynamoDbTablesTest extends TablesContract {
  private static final String TABLE = "registry";
  @RegisterExtension static final MotoServer MOTO = new MotoServer();
  private static DynamoDbClient client;

  @BeforeAll
  static void makeTheTable() {
    client =
        DynamoDbClient.builder()
            .endpointOverride(MOTO.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    new DynamoDbTableDefinition(TABLE).createIn(client);
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @Override
  public Tables tables() {
    return new DynamoDbTables(client, TABLE);
  }

  /**
   * One: moto takes a copy of its tables before a transaction and puts it back when one is refused,
   * with what others wrote meanwhile. Who wins is DynamoDB's to decide; that all but one are told
   * so is ours, and is seen all the same.
   */
  @Override
  public int atATime() {
    return 1;
  }

  @Test
  void the_table_is_on_demand_with_two_indexes_and_a_time_to_live() {
    var table = client.describeTable(request -> request.tableName(TABLE)).table();
    assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
    assertThat(table.globalSecondaryIndexes())
        .extracting(index -> index.indexName())
        .containsExactlyInAnyOrder("gsi1", "gsi2");
    var ttl = client.describeTimeToLive(request -> request.tableName(TABLE));
    assertThat(ttl.timeToLiveDescription().attributeName()).isEqualTo("ttl");
  }

  @Test
  void making_the_table_again_leaves_its_rows() {
    var row = new Former("again", "one", 1);
    tables().put(Former.ROW, row);
    new DynamoDbTableDefinition(TABLE).createIn(client);
    assertThat(tables().get(Former.ROW, Former.ROW.key(row))).contains(row);
  }
}
