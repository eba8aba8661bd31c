package io.coreautomation.execute.kind.elb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import java.util.List;

/** The cases of the kinds of Elastic Load Balancing. */
public final class ElbCases {
  static final String LOAD_BALANCER =
      """
      Resources:
        Shop:
          Type: AWS::ElasticLoadBalancingV2::LoadBalancer
          Properties:
            Name: shop
            LoadBalancerAttributes: [{Key: deletion_protection.enabled, Value: "%s"}]
      Outputs:
        Arn: {Value: !Ref Shop}
      """;

  private ElbCases() {}

  public static List<KindCase> all() {
    return List.of(
        new KindCase(
            "one that is protected",
            new UnprotectElb(),
            w -> w.stack(LOAD_BALANCER.formatted("true")),
            ElbCases::params),
        new KindCase(
            "one that is not protected",
            new UnprotectElb(),
            w -> w.stack(LOAD_BALANCER.formatted("false")),
            ElbCases::params),
        new KindCase(
            "one that is not there",
            new UnprotectElb(),
            w -> {},
            w ->
                params("arn:aws:elasticloadbalancing:eu-west-1:210000000011:loadbalancer/app/a/b")),
        new KindCase("none", new UnprotectElb(), w -> {}, w -> params("None")));
  }

  static ObjectNode params(KindWorld world) {
    return params(world.output("Arn"));
  }

  private static ObjectNode params(String loadBalancer) {
    return KindCase.json("{}").put("LoadBalancer", loadBalancer);
  }
}
