package io.coreautomation.simulator.elb;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.stack.DeletionGuards;
import io.coreautomation.simulator.cloudformation.stack.StackThings;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesResponse;

/**
 * The twin of Elastic Load Balancing: the attributes of load balancers that stacks have made. One
 * that is protected cannot be deleted with its stack.
 */
public final class ElbTwin {
  private static final String LOAD_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer";
  private static final String SDK_NAME = "ElasticLoadBalancingV2";
  private static final String PROTECTION = "deletion_protection.enabled";

  private final TwinWorld world;
  private final StackThings things;
  private final Documents<Attributes> attributes;

  /** Attributes that were set since the load balancer was made. */
  record Attributes(Map<String, String> values) {}

  private ElbTwin(TwinWorld world) {
    this.world = world;
    this.things = new StackThings(world);
    this.attributes = new Documents<>(world, "elbv2/attributes", Attributes.class);
    DeletionGuards.of(world).add(LOAD_BALANCER, this::objection);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(ElbTwin.class, ElbTwin::new);
    return new ModelledService(
            ElasticLoadBalancingV2Client.class,
            "elasticloadbalancing",
            SDK_NAME,
            ElasticLoadBalancingV2Exception::builder,
            new Operations()
                .on(DescribeLoadBalancerAttributesRequest.class, twin::describe)
                .on(ModifyLoadBalancerAttributesRequest.class, twin::modify))
        .about(ElbTwin::resource);
  }

  /** What only describes is about no resource in particular. */
  private static String resource(Caller caller, String action, AwsRequest request) {
    return request instanceof ModifyLoadBalancerAttributesRequest modification
        ? modification.loadBalancerArn()
        : "*";
  }

  private ResourceState existing(Place place, String arn) {
    return things
        .find(place, LOAD_BALANCER, arn)
        .orElseThrow(
            () ->
                Refusal.of(
                    LoadBalancerNotFoundException.builder(),
                    SDK_NAME,
                    400,
                    "LoadBalancerNotFound",
                    "One or more load balancers not found"));
  }

  private static String key(Place place, String arn) {
    return place.accountId() + "/" + place.region() + "/" + arn;
  }

  /** AWS's defaults, what the template says, and what was set since. */
  private Map<String, String> values(Place place, ResourceState loadBalancer) {
    var values = new TreeMap<>(Map.of(PROTECTION, "false"));
    loadBalancer
        .properties()
        .path("LoadBalancerAttributes")
        .forEach(a -> values.put(a.path("Key").asText(), a.path("Value").asText()));
    attributes
        .get(key(place, loadBalancer.physicalId()))
        .ifPresent(since -> values.putAll(since.values()));
    return values;
  }

  private static List<LoadBalancerAttribute> sdk(Map<String, String> values) {
    return values.entrySet().stream()
        .map(v -> LoadBalancerAttribute.builder().key(v.getKey()).value(v.getValue()).build())
        .toList();
  }

  private DescribeLoadBalancerAttributesResponse describe(
      Caller caller, DescribeLoadBalancerAttributesRequest request) {
    var place = caller.place();
    return DescribeLoadBalancerAttributesResponse.builder()
        .attributes(sdk(values(place, existing(place, request.loadBalancerArn()))))
        .build();
  }

  private ModifyLoadBalancerAttributesResponse modify(
      Caller caller, ModifyLoadBalancerAttributesRequest request) {
    var place = caller.place();
    var loadBalancer = existing(place, request.loadBalancerArn());
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var values = new TreeMap<>(values(place, loadBalancer));
          request.attributes().forEach(a -> values.put(a.key(), a.value()));
          attributes.put(key(place, loadBalancer.physicalId()), new Attributes(values));
          return ModifyLoadBalancerAttributesResponse.builder().attributes(sdk(values)).build();
        });
  }

  private Optional<DeletionGuards.Objection> objection(Place place, ResourceState loadBalancer) {
    return Boolean.parseBoolean(values(place, loadBalancer).get(PROTECTION))
        ? Optional.of(
            new DeletionGuards.Objection(
                SDK_NAME,
                400,
                "Load balancer '%s' cannot be deleted because deletion protection is enabled"
                    .formatted(loadBalancer.physicalId()),
                "InvalidRequest"))
        : Optional.empty();
  }
}
