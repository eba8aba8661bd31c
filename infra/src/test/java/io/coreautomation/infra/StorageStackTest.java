package io.coreautomation.infra;

import static io.coreautomation.infra.app.Installation.FULLEST;
import static io.coreautomation.infra.app.Installation.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;

class StorageStackTest {
  @Test
  void the_bucket_is_versioned_private_encrypted_and_logs_access() {
    SMALLEST
        .template("storage")
        .hasResource(
            "AWS::S3::Bucket",
            Map.of(
                "DeletionPolicy",
                "Retain",
                "Properties",
                Match.objectLike(
                    Map.of(
                        "BucketName",
                        join("acme-automation-", Map.of("Ref", "AWS::Region")),
                        "VersioningConfiguration",
                        Map.of("Status", "Enabled"),
                        "PublicAccessBlockConfiguration",
                        Map.of(
                            "BlockPublicAcls", true,
                            "BlockPublicPolicy", true,
                            "IgnorePublicAcls", true,
                            "RestrictPublicBuckets", true),
                        "BucketEncryption",
                        sse(Map.of("SSEAlgorithm", "AES256"), false),
                        "LoggingConfiguration",
                        Match.objectLike(Map.of("LogFilePrefix", "artefacts/"))))));
  }

  @Test
  void calls_without_tls_are_denied_on_every_bucket() {
    JsonNode resources = SMALLEST.json("storage").at("/Resources");

    List<JsonNode> policies =
        resources
            .valueStream()
            .filter(r -> r.path("Type").asText().equals("AWS::S3::BucketPolicy"))
            .toList();

    assertThat(policies)
        .hasSize(2)
        .allSatisfy(
            policy ->
                assertThat(policy.at("/Properties/PolicyDocument/Statement"))
                    .anySatisfy(
                        statement -> {
                          assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
                          assertThat(statement.path("Action").asText()).isEqualTo("s3:*");
                          assertThat(statement.at("/Condition/Bool/aws:SecureTransport").asText())
                              .isEqualTo("false");
                        }));
  }

  @Test
  void artefacts_of_old_runs_move_to_cheap_storage_and_superseded_versions_go() {
    SMALLEST
        .template("storage")
        .hasResourceProperties(
            "AWS::S3::Bucket",
            Map.of(
                "LifecycleConfiguration",
                Map.of(
                    "Rules",
                    Match.arrayWith(
                        List.of(
                            Match.objectLike(
                                Map.of(
                                    "Id",
                                    "superseded-versions",
                                    "NoncurrentVersionExpiration",
                                    Map.of("NoncurrentDays", 30))),
                            Match.objectLike(
                                Map.of(
                                    "Prefix",
                                    "artefacts/",
                                    "Transitions",
                                    List.of(
                                        Map.of(
                                            "StorageClass",
                                            "STANDARD_IA",
                                            "TransitionInDays",
                                            90)))))))));
  }

  @Test
  void the_registry_has_two_indexes_a_ttl_and_cannot_be_lost_by_accident() {
    JsonNode table = only(SMALLEST.json("storage"), "AWS::DynamoDB::Table");

    assertThat(table.path("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(Json.write(table.path("Properties").path("GlobalSecondaryIndexes")))
        .isEqualTo(
            """
            [{"IndexName":"gsi1","KeySchema":[{"AttributeName":"gsi1pk","KeyType":"HASH"},\
            {"AttributeName":"gsi1sk","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}},\
            {"IndexName":"gsi2","KeySchema":[{"AttributeName":"gsi2pk","KeyType":"HASH"},\
            {"AttributeName":"gsi2sk","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}}]\
            """);
    SMALLEST
        .template("storage")
        .hasResourceProperties(
            "AWS::DynamoDB::Table",
            Map.of(
                "TableName",
                "acme-core-automation-registry",
                "KeySchema",
                List.of(
                    Map.of("AttributeName", "pk", "KeyType", "HASH"),
                    Map.of("AttributeName", "sk", "KeyType", "RANGE")),
                "BillingMode",
                "PAY_PER_REQUEST",
                "DeletionProtectionEnabled",
                true,
                "PointInTimeRecoverySpecification",
                Map.of("PointInTimeRecoveryEnabled", true),
                "TimeToLiveSpecification",
                Map.of("AttributeName", "ttl", "Enabled", true)));
  }

  @Test
  void the_stack_itself_is_protected() {
    assertThat(SMALLEST.stack("storage").getTerminationProtection()).isTrue();
    assertThat(SMALLEST.stack("engine").getTerminationProtection()).isFalse();
  }

  @Test
  void with_kms_bucket_and_table_use_one_key_of_ours() {
    var template = FULLEST.template("storage");

    template.resourceCountIs("AWS::KMS::Key", 1);
    template.hasResourceProperties(
        "AWS::KMS::Alias", Map.of("AliasName", "alias/dev-acme-core-automation"));
    template.hasResourceProperties(
        "AWS::S3::Bucket",
        Map.of(
            "BucketEncryption",
            sse(Map.of("SSEAlgorithm", "aws:kms", "KMSMasterKeyID", Match.anyValue()), true)));
    template.hasResourceProperties(
        "AWS::DynamoDB::Table",
        Map.of("SSESpecification", Match.objectLike(Map.of("SSEType", "KMS"))));
  }

  @Test
  void a_further_region_gets_a_bucket_and_no_registry() {
    var template = FULLEST.template("region-us-east-1");

    template.hasResourceProperties(
        "AWS::S3::Bucket",
        Map.of("BucketName", join("dev-acme-automation-", Map.of("Ref", "AWS::Region"))));
    template.resourceCountIs("AWS::DynamoDB::Table", 0);
    assertThat(FULLEST.stack("region-us-east-1").getRegion()).isEqualTo("us-east-1");
  }

  static JsonNode only(JsonNode template, String type) {
    List<JsonNode> found =
        template
            .path("Resources")
            .valueStream()
            .filter(r -> r.path("Type").asText().equals(type))
            .toList();
    assertThat(found).as(type).hasSize(1);
    return found.getFirst();
  }

  private static Map<String, Object> sse(Map<String, Object> algorithm, boolean bucketKey) {
    return Map.of(
        "ServerSideEncryptionConfiguration",
        List.of(Map.of("BucketKeyEnabled", bucketKey, "ServerSideEncryptionByDefault", algorithm)));
  }

  private static Map<String, Object> join(Object... parts) {
    return Map.of("Fn::Join", List.of("", List.of(parts)));
  }
}
