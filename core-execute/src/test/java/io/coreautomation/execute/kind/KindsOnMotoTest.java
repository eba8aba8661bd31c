package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.execute.kind.cloudfront.CreateInvalidation;
import io.coreautomation.execute.kind.ecr.DeleteEcrRepository;
import io.coreautomation.execute.kind.elb.UnprotectElb;
import io.coreautomation.execute.kind.glue.StartJobRun;
import io.coreautomation.execute.kind.rds.CreateSnapshot;
import io.coreautomation.execute.kind.rds.ModifyDbInstance;
import io.coreautomation.execute.kind.s3.EmptyBucket;
import io.coreautomation.execute.kind.s3.UploadContext;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Binder;
import io.coreautomation.framework.testing.MotoServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Kinds over the wire, against services that nobody here wrote; effects are looked at plainly. */
class KindsOnMotoTest {
  @RegisterExtension static final MotoServer MOTO = new MotoServer();

  private static final int LOOKS = 20;

  private static <C extends SdkClient> C client(Class<C> service) {
    return new WireContext(MOTO.endpoint(), false).client(service);
  }

  /** What it has changed, after as many looks as it takes. */
  private static <P extends Record> Change drive(ActionHandler<P> handler, String params) {
    var bound =
        Binder.bindOrThrow(
            handler.describe().params(),
            Nodes.of(Json.parse(params), new Source("deployspec.yaml", 3, 5)));
    var progress = handler.start(new WireContext(MOTO.endpoint(), false), bound);
    for (int look = 0; look < LOOKS && progress instanceof Progress.Running running; look++) {
      progress = handler.check(new WireContext(MOTO.endpoint(), true), bound, running.handle());
    }
    assertThat(progress).isInstanceOf(Progress.Done.class);
    return ((Progress.Done) progress).change();
  }

  @Test
  void a_bucket_is_emptied_whatever_its_keys_are_made_of() {
    var s3 = client(S3Client.class);
    s3.createBucket(
        r -> r.bucket("wire").createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
    s3.putBucketVersioning(
        r ->
            r.bucket("wire")
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    for (var key : List.of("plain", "plain", "a b+c", "ü/%41", "<&>")) {
      s3.putObject(r -> r.bucket("wire").key(key), RequestBody.fromString("text"));
    }
    s3.deleteObject(r -> r.bucket("wire").key("plain"));
    s3.createMultipartUpload(r -> r.bucket("wire").key("a b+c"));

    var change = drive(new EmptyBucket(), "{\"bucketName\": \"wire\"}");

    assertThat(change).isEqualTo(Change.DELETE);
    var left = s3.listObjectVersions(r -> r.bucket("wire"));
    assertThat(left.versions()).isEmpty();
    assertThat(left.deleteMarkers()).isEmpty();
    assertThat(s3.listMultipartUploads(r -> r.bucket("wire")).uploads()).isEmpty();
  }

  @Test
  void a_bucket_that_is_not_there_is_empty() {
    assertThat(drive(new EmptyBucket(), "{\"bucketName\": \"nowhere\"}"))
        .isEqualTo(Change.NO_CHANGE);
  }

  @Test
  void a_context_is_written() {
    var s3 = client(S3Client.class);
    s3.createBucket(
        r -> r.bucket("context").createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
    var params = "{\"bucketName\": \"context\", \"prefix\": \"a\", \"context\": {\"day\": \"1\"}}";

    assertThat(drive(new UploadContext(), params)).isEqualTo(Change.CREATE);

    assertThat(s3.getObjectAsBytes(r -> r.bucket("context").key("a/context.yaml")).asUtf8String())
        .isEqualTo("{\n  \"day\" : \"1\"\n}\n");
    assertThat(drive(new UploadContext(), params)).isEqualTo(Change.NO_CHANGE);
  }

  @Test
  void a_repository_is_deleted_with_its_images() {
    var ecr = client(EcrClient.class);
    ecr.createRepository(r -> r.repositoryName("shop/web"));
    ecr.putImage(
        r ->
            r.repositoryName("shop/web")
                .imageManifest("{\"schemaVersion\": 2}")
                .imageManifestMediaType("application/vnd.oci.image.manifest.v1+json")
                .imageTag("42"));

    assertThat(drive(new DeleteEcrRepository(), "{\"repositoryName\": \"shop/web\"}"))
        .isEqualTo(Change.DELETE);

    assertThatThrownBy(() -> ecr.describeRepositories(r -> r.repositoryNames("shop/web")))
        .isInstanceOf(RepositoryNotFoundException.class);
  }

  @Test
  void a_load_balancer_is_unprotected() {
    var ec2 = client(Ec2Client.class);
    var vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    var subnet = ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24")).subnet().subnetId();
    var elb = client(ElasticLoadBalancingV2Client.class);
    var arn =
        elb.createLoadBalancer(r -> r.name("shop").subnets(subnet).type("network"))
            .loadBalancers()
            .getFirst()
            .loadBalancerArn();
    elb.modifyLoadBalancerAttributes(
        r ->
            r.loadBalancerArn(arn)
                .attributes(a -> a.key("deletion_protection.enabled").value("true")));

    assertThat(drive(new UnprotectElb(), "{\"loadBalancer\": \"" + arn + "\"}"))
        .isEqualTo(Change.UPDATE);

    assertThat(elb.describeLoadBalancerAttributes(r -> r.loadBalancerArn(arn)).attributes())
        .filteredOn(a -> a.key().equals("deletion_protection.enabled"))
        .singleElement()
        .matches(a -> a.value().equals("false"));
  }

  @Test
  void an_instance_is_changed_and_a_snapshot_made_of_it() {
    var rds = client(RdsClient.class);
    rds.createDBInstance(
        r ->
            r.dbInstanceIdentifier("shop")
                .engine("postgres")
                .dbInstanceClass("db.t4g.medium")
                .allocatedStorage(20)
                .masterUsername("shop")
                .masterUserPassword("not-a-secret")
                .deletionProtection(true));

    assertThat(
            drive(
                new ModifyDbInstance(),
                "{\"instance\": {\"dbInstanceIdentifier\": \"shop\","
                    + " \"deletionProtection\": false, \"applyImmediately\": true}}"))
        .isEqualTo(Change.UPDATE);
    assertThat(
            drive(
                new CreateSnapshot(),
                "{\"dbInstanceIdentifier\": \"shop\", \"dbSnapshotIdentifier\": \"shop-42\"}"))
        .isEqualTo(Change.CREATE);

    assertThat(rds.describeDBInstances(r -> r.dbInstanceIdentifier("shop")).dbInstances())
        .singleElement()
        .matches(instance -> !instance.deletionProtection());
    assertThat(rds.describeDBSnapshots(r -> r.dbSnapshotIdentifier("shop-42")).dbSnapshots())
        .singleElement()
        .matches(snapshot -> snapshot.dbInstanceIdentifier().equals("shop"));
  }

  @Test
  void a_distribution_is_invalidated() {
    var cloudFront = client(CloudFrontClient.class);
    var id =
        cloudFront
            .createDistribution(
                r ->
                    r.distributionConfig(
                        c ->
                            c.callerReference("wire")
                                .comment("")
                                .enabled(true)
                                .origins(
                                    o ->
                                        o.quantity(1)
                                            .items(
                                                i ->
                                                    i.id("shop")
                                                        .domainName("shop.s3.amazonaws.com")
                                                        .s3OriginConfig(
                                                            s -> s.originAccessIdentity(""))))
                                .defaultCacheBehavior(
                                    b ->
                                        b.targetOriginId("shop")
                                            .viewerProtocolPolicy("allow-all"))))
            .distribution()
            .id();

    // Not to its end: AWS's are Completed in the end, moto's COMPLETED.
    var context = new WireContext(MOTO.endpoint(), false);
    var begun =
        new CreateInvalidation().start(context, new CreateInvalidation.Params(id, List.of()));

    var invalidation = ((Progress.Running) begun).handle().path("invalidationId").textValue();
    assertThat(
            cloudFront
                .getInvalidation(r -> r.distributionId(id).id(invalidation))
                .invalidation()
                .invalidationBatch())
        .matches(batch -> batch.callerReference().equals(context.token("invalidation")))
        .matches(batch -> batch.paths().items().equals(List.of("/*")));
  }

  @Test
  void a_job_is_run() {
    var glue = client(GlueClient.class);
    glue.createJob(
        r ->
            r.name("import")
                .role("arn:aws:iam::123456789012:role/import")
                .command(c -> c.name("glueetl").scriptLocation("s3://scripts/import.py")));

    drive(new StartJobRun(), "{\"jobName\": \"import\", \"arguments\": {\"--day\": \"1\"}}");

    assertThat(glue.getJobRuns(r -> r.jobName("import")).jobRuns()).hasSize(1);
  }
}
