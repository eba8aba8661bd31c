package io.coreautomation.execute.kind.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.cloudfront.CreateInvalidation;
import io.coreautomation.execute.kind.ec2.DeleteSecurityGroupEnis;
import io.coreautomation.execute.kind.elb.UnprotectElb;
import io.coreautomation.framework.run.Change;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.InvalidationSummary;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;

/** Kinds about what the world reaches a deployment by. */
final class NetworksOnTheWire {
  private static final String PROTECTION = "deletion_protection.enabled";

  private NetworksOnTheWire() {}

  static WireCase[] cases() {
    return new WireCase[] {interfaces(), loadBalancer(), invalidation()};
  }

  private static WireCase interfaces() {
    return new WireCase(
        new DeleteSecurityGroupEnis(),
        "one is free, one attached",
        NetworksOnTheWire::group,
        Change.DELETE,
        (wire, params, outputs) -> {
          var group = params.path("securityGroupId").asText();
          assertThat(outputs.get("networkInterfaceIds").split(",")).hasSize(2);
          assertThat(
                  wire.client(Ec2Client.class)
                      .describeNetworkInterfaces(
                          r -> r.filters(f -> f.name("group-id").values(group)))
                      .networkInterfaces())
              .isEmpty();
        });
  }

  private static ObjectNode group(Wire wire) {
    var ec2 = wire.client(Ec2Client.class);
    var subnet = subnet(wire, "10.1");
    var group =
        ec2.createSecurityGroup(
                r ->
                    r.groupName("left")
                        .description("left")
                        .vpcId(
                            ec2.describeSubnets(s -> s.subnetIds(subnet))
                                .subnets()
                                .getFirst()
                                .vpcId()))
            .groupId();
    ec2.createNetworkInterface(r -> r.subnetId(subnet).groups(group));
    var attached =
        ec2.createNetworkInterface(r -> r.subnetId(subnet).groups(group))
            .networkInterface()
            .networkInterfaceId();
    var instance = ImagesOnTheWire.instance(wire, "of-a-network");
    ec2.attachNetworkInterface(
        r -> r.networkInterfaceId(attached).instanceId(instance).deviceIndex(1));
    return KindCase.json("{}").put("securityGroupId", group);
  }

  private static WireCase loadBalancer() {
    return new WireCase(
        new UnprotectElb(),
        "protected",
        wire -> {
          var subnet = subnet(wire, "10.2");
          var elb = wire.client(ElasticLoadBalancingV2Client.class);
          var arn =
              elb.createLoadBalancer(r -> r.name("shop").subnets(subnet).type("network"))
                  .loadBalancers()
                  .getFirst()
                  .loadBalancerArn();
          elb.modifyLoadBalancerAttributes(
              r -> r.loadBalancerArn(arn).attributes(a -> a.key(PROTECTION).value("true")));
          return KindCase.json("{}").put("loadBalancer", arn);
        },
        Change.UPDATE,
        (wire, params, _) ->
            assertThat(
                    wire.client(ElasticLoadBalancingV2Client.class)
                        .describeLoadBalancerAttributes(
                            r -> r.loadBalancerArn(params.path("loadBalancer").asText()))
                        .attributes())
                .contains(LoadBalancerAttribute.builder().key(PROTECTION).value("false").build()));
  }

  private static String subnet(Wire wire, String network) {
    var ec2 = wire.client(Ec2Client.class);
    var vpc = ec2.createVpc(r -> r.cidrBlock(network + ".0.0/16")).vpc().vpcId();
    return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(network + ".0.0/24")).subnet().subnetId();
  }

  private static WireCase invalidation() {
    return WireCase.cutShort(
        new CreateInvalidation(),
        "of all",
        wire -> KindCase.json("{}").put("distributionId", distribution(wire)),
        "Running",
        (wire, params, _) -> {
          var id = params.path("distributionId").asText();
          var cloudFront = wire.client(CloudFrontClient.class);
          var made =
              cloudFront.listInvalidations(r -> r.distributionId(id)).invalidationList().items();
          assertThat(made).extracting(InvalidationSummary::id).hasSize(1);
          assertThat(
                  cloudFront
                      .getInvalidation(r -> r.distributionId(id).id(made.getFirst().id()))
                      .invalidation()
                      .invalidationBatch())
              .matches(batch -> batch.callerReference().equals(wire.token("invalidation")))
              .matches(batch -> batch.paths().items().equals(List.of("/*")));
        });
  }

  private static String distribution(Wire wire) {
    return wire.client(CloudFrontClient.class)
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
                                b -> b.targetOriginId("shop").viewerProtocolPolicy("allow-all"))))
        .distribution()
        .id();
  }
}
