package io.coreautomation.execute.kind.elb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;

/**
 * Takes a load balancer's protection against deletion off, so that its stack can delete it. It
 * looks first, and changes in the look after: so what it did can be told after a crash.
 */
public final class UnprotectElb implements ActionHandler<UnprotectElb.Params> {
  private static final String PROTECTION = "deletion_protection.enabled";
  private static final String NONE = "none";

  /** Which load balancer. */
  @Doc("Which load balancer is unprotected.")
  public record Params(
      @Doc("the ARN of an application, network or gateway load balancer, or 'none'")
          @Alias("loadBalancerArn")
          String loadBalancer) {
    boolean isNone() {
      return loadBalancer.equalsIgnoreCase(NONE);
    }
  }

  /** One that is protected. */
  record Handle(String loadBalancer) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::UnprotectELB",
            Params.class,
            "Takes a load balancer's protection against deletion off; one that is not there is no"
                + " error.")
        .targeted()
        .attended()
        .repeatability(new Repeatability.Findable("the load balancer's attribute"))
        .permissions(
            "elasticloadbalancing:DescribeLoadBalancerAttributes",
            "elasticloadbalancing:ModifyLoadBalancerAttributes")
        .usual(Duration.ofSeconds(10))
        .example(
            """
            loadBalancer: arn:aws:elasticloadbalancing:eu-west-1:210000000011:loadbalancer/app/shop/50dc6c495c0c9188
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    if (!context.needs().isEmpty()) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    return guarded(
        params,
        () ->
            Progress.previewed(
                isProtected(context, params)
                    ? Preview.of(Change.UPDATE, 2)
                    : Preview.of(Change.NO_CHANGE)));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return guarded(
        params,
        () ->
            isProtected(context, params)
                ? Progress.runningSoon(new Handle(params.loadBalancer()))
                : Progress.done(Change.NO_CHANGE));
  }

  private static boolean isProtected(ActionContext context, Params params) {
    if (params.isNone()) {
      return false;
    }
    try {
      return context
          .client(ElasticLoadBalancingV2Client.class)
          .describeLoadBalancerAttributes(r -> r.loadBalancerArn(params.loadBalancer()))
          .attributes()
          .stream()
          .anyMatch(a -> a.key().equals(PROTECTION) && Boolean.parseBoolean(a.value()));
    } catch (LoadBalancerNotFoundException e) {
      return false;
    }
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode handle) {
    return guarded(
        params,
        () -> {
          try {
            context
                .client(ElasticLoadBalancingV2Client.class)
                .modifyLoadBalancerAttributes(
                    r ->
                        r.loadBalancerArn(params.loadBalancer())
                            .attributes(a -> a.key(PROTECTION).value("false")));
          } catch (LoadBalancerNotFoundException e) {
            // Somebody has deleted it since: nothing protects it any more.
          }
          return Progress.done(Change.UPDATE);
        });
  }

  /** It was only looked at so far. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return new Progress.NotBegun();
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("unprotect the load balancer " + params.loadBalancer(), calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.UPDATE
        ? new Compensation.Irreversible(
            "has taken a load balancer's protection against deletion off; set it again by its"
                + " stack")
        : new Compensation.Nothing();
  }
}
