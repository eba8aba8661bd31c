package io.coreautomation.execute.kind.cloudfront;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.TooManyInvalidationsInProgressException;

/**
 * Has CloudFront forget what it keeps of a distribution, and waits until it has. The caller
 * reference is our token: a call that repeats it is answered with the invalidation that it made
 * before, however long ago that was.
 */
public final class CreateInvalidation implements ActionHandler<CreateInvalidation.Params> {
  private static final String STEP = "invalidation";
  private static final List<String> EVERYTHING = List.of("/*");

  /** Of which distribution, and which paths. */
  @Doc("What CloudFront is to forget.")
  public record Params(
      @Doc("the distribution's id") String distributionId,
      @Doc("paths, which may end with *; by default all") List<String> paths) {
    public Params {
      paths = paths.isEmpty() ? EVERYTHING : paths.stream().sorted().distinct().toList();
    }
  }

  /**
   * The invalidation.
   *
   * @param invalidationId null while too many others are under way
   */
  record Handle(@Nullable String invalidationId) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::CreateCloudFrontInvalidation",
            Params.class,
            "Has CloudFront forget what it keeps of a distribution, and waits until it has.")
        .global()
        .repeatability(new Repeatability.Findable("the caller reference, which is our token"))
        .permissions("cloudfront:CreateInvalidation", "cloudfront:GetInvalidation")
        .usual(Duration.ofMinutes(1))
        .patience(Duration.ofHours(2))
        .compensation("there is nothing to take back: what is asked for is fetched anew")
        .output("invalidationId", "the id of the invalidation")
        .example(
            """
            distributionId: EDFDVBD6EXAMPLE
            paths: [/index.html, /assets/*]
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.calling(context.needs(), 2));
  }

  /**
   * Called off after a crash, it looks for nothing: what it has begun ends in minutes, and
   * harmlessly.
   */
  @Override
  public Progress start(ActionContext context, Params params) {
    return context.isCalledOff()
        ? new Progress.NotBegun()
        : guarded(params, () -> begun(context, params));
  }

  private static Progress begun(ActionContext context, Params params) {
    try {
      var answer =
          context
              .client(CloudFrontClient.class)
              .createInvalidation(
                  r ->
                      r.distributionId(params.distributionId())
                          .invalidationBatch(
                              batch ->
                                  batch
                                      .callerReference(context.token(STEP))
                                      .paths(
                                          p ->
                                              p.quantity(params.paths().size())
                                                  .items(params.paths()))));
      return Progress.running(new Handle(answer.invalidation().id()));
    } catch (TooManyInvalidationsInProgressException e) {
      // A quota of the distribution: others have to end.
      return Progress.running(new Handle(null)).toBeAttended();
    }
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    var id = handle.invalidationId();
    return guarded(
        params, () -> id == null ? begun(context, params) : standing(context, params, handle, id));
  }

  private static Progress standing(ActionContext context, Params params, Handle handle, String id) {
    var status =
        context
            .client(CloudFrontClient.class)
            .getInvalidation(r -> r.distributionId(params.distributionId()).id(id))
            .invalidation()
            .status();
    // The other one that CloudFront knows is InProgress: no invalidation fails.
    return status.equals("Completed")
        ? Progress.done(Change.NONE, Map.of("invalidationId", id))
        : Progress.running(handle);
  }

  /** CloudFront cannot be told to stop. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode json) {
    return Json.as(json, Handle.class).invalidationId() == null
        ? new Progress.NotBegun()
        : check(context, params, json);
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("invalidate the distribution " + params.distributionId(), calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of();
  }

  /** What CloudFront has forgotten it fetches again, when it is asked for it. */
  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Nothing();
  }
}
