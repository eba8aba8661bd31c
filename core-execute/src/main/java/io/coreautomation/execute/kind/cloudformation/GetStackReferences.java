package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.ImmediateHandler;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Finds which stacks use what a stack exports; nobody uses anything of one that is not there. */
public final class GetStackReferences implements ImmediateHandler<GetStackReferences.Params> {

  /** Which stack. */
  @Doc("Whose users are looked for.")
  public record Params(
      @Doc("the stack's name") @Role(Role.Kind.STACK_NAME) String stackName,
      @Doc("the one output that counts, or the export <stack>:<output>; by default all do")
          @Nullable String outputName) {
    public Params {
      StackNames.check(stackName);
    }

    private boolean means(Output output) {
      return outputName == null
          || outputName.equals(output.outputKey())
          || (stackName + ":" + outputName).equals(output.exportName());
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::GetStackReferences", Params.class, "Finds which stacks use what a stack exports.")
        .targeted()
        .permissions("cloudformation:DescribeStacks", "cloudformation:ListImports")
        .compensation("it changes nothing")
        .usual(Duration.ofSeconds(2))
        .patience(Duration.ofMinutes(10))
        .output("hasReferences", "whether another stack imports from it: true or false")
        .output("references", "the names of these, with commas between")
        .output("referencesCount", "how many that are")
        .example(
            """
            stackName: shop-network
            outputName: VpcId
            """)
        .build();
  }

  /** Who uses it now may not do so once the plan is carried out. */
  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.calling(context.needs(), 2));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return AwsCalls.guarded(
        "look for users of stack '" + params.stackName() + "'",
        () -> {
          var stacks = new Stacks(context);
          var users = new TreeSet<String>();
          for (var export : exports(context, stacks, params)) {
            users.addAll(stacks.importers(export));
          }
          return Progress.done(Change.NONE, outputs(users));
        });
  }

  private static List<String> exports(ActionContext context, Stacks stacks, Params params) {
    return stacks
        .find(params.stackName())
        .map(stack -> exports(context, stack, params))
        .orElse(List.of());
  }

  private static List<String> exports(ActionContext context, Stack stack, Params params) {
    var exported = stack.outputs().stream().filter(o -> o.exportName() != null).toList();
    var meant = exported.stream().filter(params::means).map(Output::exportName).toList();
    var name = params.outputName();
    if (name != null && meant.isEmpty()) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.OUTPUT_MISSING,
              "the stack '"
                  + stack.stackName()
                  + "' in "
                  + context.target()
                  + " exports no output '"
                  + name
                  + "'",
              NearestName.suggestion(exported.stream().map(Output::outputKey).toList(), name)));
    }
    return meant;
  }

  private static Map<String, String> outputs(TreeSet<String> users) {
    var outputs = new TreeMap<String, String>();
    outputs.put("references", String.join(",", users));
    outputs.put("referencesCount", String.valueOf(users.size()));
    outputs.put("hasReferences", String.valueOf(!users.isEmpty()));
    return outputs;
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Nothing();
  }
}
