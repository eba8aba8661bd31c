package io.coreautomation.infra;

import io.coreautomation.infra.InfraSettings.Encryption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/** The artefact bucket of one region, with the bucket that logs access to it. */
final class ArtefactBucket extends Construct {
  private static final Duration LOGS_KEPT = Duration.days(90);
  private static final Duration OLD_VERSIONS_KEPT = Duration.days(30);
  private static final Duration SELDOM_READ_AFTER = Duration.days(90);

  /**
   * @param key null for S3's own keys
   */
  ArtefactBucket(Construct scope, Platform platform, @Nullable Key key) {
    super(scope, "Artefacts");
    var logs =
        Bucket.Builder.create(this, "AccessLogs")
            .encryption(BucketEncryption.S3_MANAGED)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .enforceSsl(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .lifecycleRules(List.of(LifecycleRule.builder().expiration(LOGS_KEPT).build()))
            .build();
    var bucket =
        Bucket.Builder.create(this, "Bucket")
            .bucketName(platform.names().bucket())
            .encryption(key == null ? BucketEncryption.S3_MANAGED : BucketEncryption.KMS)
            .encryptionKey(key)
            .bucketKeyEnabled(key != null)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .enforceSsl(true)
            .minimumTlsVersion(1.2)
            .versioned(true)
            .serverAccessLogsBucket(logs)
            .serverAccessLogsPrefix("artefacts/")
            .removalPolicy(RemovalPolicy.RETAIN)
            .lifecycleRules(lifecycle())
            .build();
    var trusted = new TrustedAccounts(platform.settings());
    if (trusted.any()) {
      bucket.addToResourcePolicy(readTemplates(trusted, platform.names(), bucket.getBucketArn()));
    }
  }

  /**
   * Teardown and rollback of what was deployed years ago need its list and templates, so nothing
   * current expires; it only moves to where keeping it is cheap. What piles up are the superseded
   * versions of run states and pointers: those go.
   */
  private static List<LifecycleRule> lifecycle() {
    return List.of(
        LifecycleRule.builder()
            .id("superseded-versions")
            .noncurrentVersionExpiration(OLD_VERSIONS_KEPT)
            .abortIncompleteMultipartUploadAfter(Duration.days(1))
            .build(),
        LifecycleRule.builder()
            .id("artefacts-of-old-runs")
            .prefix("artefacts/")
            .transitions(
                List.of(
                    Transition.builder()
                        .storageClass(StorageClass.INFREQUENT_ACCESS)
                        .transitionAfter(SELDOM_READ_AFTER)
                        .build()))
            .build(),
        LifecycleRule.builder().id("delete-markers").expiredObjectDeleteMarker(true).build());
  }

  /** CloudFormation in a target account fetches a template as the role that names its URL. */
  private static PolicyStatement readTemplates(
      TrustedAccounts trusted, PlatformNames names, String bucketArn) {
    return trusted.allow(
        "ReadTemplates",
        List.of("s3:GetObject"),
        List.of(bucketArn + "/artefacts/*/templates/*", bucketArn + "/files/*"),
        onlyTargetRoles(names));
  }

  /** The condition that holds a trusted account to the two roles that work for the platform. */
  static Map<String, Map<String, Object>> onlyTargetRoles(PlatformNames names) {
    return Map.of(
        "ArnLike",
        Map.of(
            "aws:PrincipalArn",
            List.of("plan", "change").stream()
                .map(role -> "arn:" + Aws.PARTITION + ":iam::*:role/" + names.inTarget(role))
                .toList()));
  }

  /** The key of a region, if the installation keeps its own. */
  static @Nullable Key key(Construct scope, Platform platform) {
    if (platform.settings().encryption() != Encryption.KMS) {
      return null;
    }
    var key =
        Key.Builder.create(scope, "Key")
            .alias(platform.names().keyAlias())
            .description("Data at rest of " + platform.names().base())
            .enableKeyRotation(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    var trusted = new TrustedAccounts(platform.settings());
    if (trusted.any()) {
      key.addToResourcePolicy(
          trusted.allow(
              "ReadTemplates",
              List.of("kms:Decrypt"),
              List.of("*"),
              onlyTargetRoles(platform.names())));
    }
    return key;
  }
}
