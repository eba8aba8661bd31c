package io.coreautomation.execute.kind.ecr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.ImmediateHandler;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** Deletes a repository with its images, which would keep its stack from deleting it. */
public final class DeleteEcrRepository implements ImmediateHandler<DeleteEcrRepository.Params> {
  /** Which repository. */
  @Doc("Which repository is deleted.")
  public record Params(
      @Doc("the repository's name; it belongs to the account") String repositoryName) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::DeleteEcrRepository",
            Params.class,
            "Deletes a repository with all images in it; one that is not there is no error.")
        .targeted()
        .repeatability(new Repeatability.Findable("the repository's name"))
        .permissions("ecr:DescribeRepositories", "ecr:DeleteRepository")
        .usual(Duration.ofSeconds(5))
        .example(
            """
            repositoryName: shop/web
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
                isThere(context, params)
                    ? new Preview(
                        Change.DELETE,
                        List.of(),
                        List.of(),
                        Map.of(),
                        2,
                        List.of(
                            "deletes the images in the repository '"
                                + params.repositoryName()
                                + "'"),
                        List.of())
                    : Preview.of(Change.NO_CHANGE)));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return guarded(
        params,
        () -> {
          if (!isThere(context, params)) {
            // After a crash, what is gone may have been deleted by us: it cannot be told.
            return Progress.done(context.mayHaveStarted() ? Change.DELETE : Change.NO_CHANGE);
          }
          try {
            context
                .client(EcrClient.class)
                .deleteRepository(
                    r ->
                        r.registryId(context.target().account())
                            .repositoryName(params.repositoryName())
                            .force(true));
          } catch (RepositoryNotFoundException e) {
            // Somebody else was faster: it is gone, as was wanted.
          }
          return Progress.done(Change.DELETE);
        });
  }

  private static boolean isThere(ActionContext context, Params params) {
    try {
      return !context
          .client(EcrClient.class)
          .describeRepositories(
              r ->
                  r.registryId(context.target().account()).repositoryNames(params.repositoryName()))
          .repositories()
          .isEmpty();
    } catch (RepositoryNotFoundException e) {
      return false;
    }
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("delete the repository '" + params.repositoryName() + "'", calls);
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.NO_CHANGE
        ? new Compensation.Nothing()
        : new Compensation.Irreversible("has deleted a repository with its images");
  }
}
