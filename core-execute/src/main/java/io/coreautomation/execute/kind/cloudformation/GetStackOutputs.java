package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.ImmediateHandler;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the outputs of a stack that another deployment made. */
public final class GetStackOutputs implements ImmediateHandler<GetStackOutputs.Params> {

  /** Which stack. */
  @Doc("Which stack's outputs are read.")
  public record Params(
      @Doc("the stack's name") @Role(Role.Kind.STACK_NAME) String stackName,
      @Doc("outputs that are stored and shown nowhere") List<String> sensitiveOutputs) {
    public Params {
      StackNames.check(stackName);
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::GetStackOutputs",
            Params.class,
            "Reads the outputs of a stack that another deployment made.")
        .targeted()
        .permissions("cloudformation:DescribeStacks")
        .compensation("it changes nothing")
        .usual(Duration.ofSeconds(1))
        .patience(Duration.ofMinutes(10))
        .output("*", "each output of the stack, by its name")
        .example(
"""
stackName: shop-network
""")
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    if (!context.needs().isEmpty()) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    return AwsCalls.guarded(
        "read stack '" + params.stackName() + "'",
        () ->
            new Stacks(context)
                .find(params.stackName())
                .<Progress>map(
                    stack ->
                        new Progress.Previewed(
                            new Preview(
                                Change.NONE,
                                List.of(),
                                List.of(),
                                PlanRead.of(stack),
                                1,
                                List.of(),
                                List.of()),
                            Stacks.outputs(stack),
                            Map.of()))
                .orElseGet(
                    () ->
                        Progress.previewed(
                            Preview.unknown(List.of("the stack '" + params.stackName() + "'")))));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return StackCalls.read(context, params.stackName());
  }

  @Override
  public Set<String> sensitive(ActionContext context, Params params) {
    return Set.copyOf(params.sensitiveOutputs());
  }

  @Override
  public Progress outputs(ActionContext context, Params params) {
    return start(context, params);
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Nothing();
  }
}
