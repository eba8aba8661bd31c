package io.coreautomation.infra;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * What must outlive everything else: the home region's artefact bucket and the registry's table.
 * Nothing in it is deleted with the stack.
 */
public final class StorageStack extends Stack {
  public StorageStack(Construct scope, String id, StackProps props, Platform platform) {
    super(scope, id, props);
    Key key = ArtefactBucket.key(this, platform);
    new ArtefactBucket(this, platform, key);
    registry(platform, key);
  }

  private void registry(Platform platform, @Nullable Key key) {
    var table =
        Table.Builder.create(this, "Registry")
            .tableName(platform.names().table())
            .partitionKey(text("pk"))
            .sortKey(text("sk"))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .encryption(key == null ? TableEncryption.DEFAULT : TableEncryption.CUSTOMER_MANAGED)
            .encryptionKey(key)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .timeToLiveAttribute("ttl")
            .deletionProtection(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    for (String index : new String[] {"gsi1", "gsi2"}) {
      table.addGlobalSecondaryIndex(
          GlobalSecondaryIndexProps.builder()
              .indexName(index)
              .partitionKey(text(index + "pk"))
              .sortKey(text(index + "sk"))
              .projectionType(ProjectionType.ALL)
              .build());
    }
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
