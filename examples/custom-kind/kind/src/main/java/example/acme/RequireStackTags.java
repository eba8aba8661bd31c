package example.acme;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.ImmediateHandler;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** Fails where a stack lacks a tag that Acme's book-keeping lives by. It only reads. */
public final class RequireStackTags implements ImmediateHandler<RequireStackTags.Params> {

  /** Which stack, and what it must have. */
  @Doc("Which stack is looked at, and the tags that it must have.")
  public record Params(
      @Doc("the stack's name") String stackName,
      @Doc("keys of tags, one at least; their values are outputs") List<String> tags) {
    public Params {
      if (tags.isEmpty()) {
        throw new InvalidFieldException(
            "tags", "no tag is given", "Add at least one: tags: [CostCenter].");
      }
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "ACME::RequireStackTags", Params.class, "Fails where a stack lacks one of some tags.")
        .targeted()
        .permissions("cloudformation:DescribeStacks")
        .compensation("it changes nothing")
        .usual(Duration.ofSeconds(1))
        .output(KindDescription.ANY, "the value of each of the tags, by its key")
        .example(
            """
            stackName: shop-network
            tags: [CostCenter, Owner]
            """)
        .build();
  }

  /** It looks at nothing: the stack may be made by the run that the plan is for. */
  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.calling(context.needs(), 1));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return AwsCalls.guarded(
        "read the tags of stack '" + params.stackName() + "'",
        () -> {
          var stack =
              context
                  .client(CloudFormationClient.class)
                  .describeStacks(request -> request.stackName(params.stackName()))
                  .stacks()
                  .getFirst();
          var found = new TreeMap<String, String>();
          for (Tag tag : stack.tags()) {
            if (params.tags().contains(tag.key())) {
              found.put(tag.key(), tag.value());
            }
          }
          var missing = params.tags().stream().filter(tag -> !found.containsKey(tag)).toList();
          return missing.isEmpty()
              ? Progress.done(Change.NONE, found)
              : new Progress.Failed(lacks(params.stackName(), missing));
        });
  }

  private static Problem lacks(String stack, List<String> tags) {
    return Problem.of(
        ProblemCode.ASSERTION_FAILED,
        "the stack '" + stack + "' lacks " + String.join(", ", tags),
        "Add to the 'tags' of the action that makes it.");
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Nothing();
  }
}
