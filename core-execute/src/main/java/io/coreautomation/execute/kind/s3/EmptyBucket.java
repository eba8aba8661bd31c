package io.coreautomation.execute.kind.s3;

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
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Empties a bucket, so that its stack can delete it: versions, delete markers and uploads that were
 * never completed. What is deleted is listed no more, so each look begins with the first page of
 * what is left, whoever deleted the rest. It looks first, and deletes in the looks after: so what
 * it did can be told after a crash.
 */
public final class EmptyBucket implements ActionHandler<EmptyBucket.Params> {
  /** Of versions a look; 1,000 in each take about a second. */
  private static final int BATCHES = 5;

  /** Of uploads a look: each is a call of its own. */
  private static final int UPLOADS = 100;

  /** What S3 says of a key that it would delete the next time. */
  private static final Set<String> PASSING =
      Set.of(
          "InternalError", "OperationAborted", "RequestTimeout", "ServiceUnavailable", "SlowDown");

  /** Which bucket. */
  @Doc("Which bucket is emptied.")
  public record Params(@Doc("the bucket's name; it belongs to the account") String bucketName) {}

  /** What was deleted so far; a look that died is not counted. */
  record Handle(long versions, long uploads) {
    Handle and(long moreVersions, long moreUploads) {
      return new Handle(versions + moreVersions, uploads + moreUploads);
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::EmptyBucket",
            Params.class,
            "Deletes all that is in a bucket, with all versions; one that is not there is no"
                + " error.")
        .targeted()
        .attended()
        .repeatability(new Repeatability.Findable("what is left in the bucket"))
        .permissions(
            "s3:ListBucketVersions",
            "s3:DeleteObjectVersion",
            "s3:ListBucketMultipartUploads",
            "s3:AbortMultipartUpload")
        .usual(Duration.ofMinutes(1))
        .patience(Duration.ofDays(1))
        .output("deletedVersions", "how many versions and markers were deleted")
        .output("abortedUploads", "how many unfinished uploads were")
        .example(
            """
            bucketName: shop-uploads
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
        () -> {
          var bucket = new BucketContent(context, params.bucketName());
          var versions = bucket.versions();
          var uploads = bucket.uploads();
          return Progress.previewed(
              versions.isEmpty() && uploads.isEmpty()
                  ? Preview.of(Change.NO_CHANGE)
                  : new Preview(
                      Change.DELETE,
                      List.of(),
                      List.of(),
                      Map.of(),
                      4 + uploads.size(),
                      List.of("deletes what is in the bucket '" + params.bucketName() + "'"),
                      List.of(
                          "it holds %s versions of objects and %s unfinished uploads"
                              .formatted(count(versions), count(uploads)))));
        },
        () -> Progress.previewed(Preview.of(Change.NO_CHANGE)));
  }

  private static String count(List<?> page) {
    return page.size() < BucketContent.PAGE ? String.valueOf(page.size()) : "1,000 or more";
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return guarded(
        params,
        () -> {
          var bucket = new BucketContent(context, params.bucketName());
          var handle = new Handle(0, 0);
          return bucket.versions().isEmpty() && bucket.uploads().isEmpty()
              ? done(Change.NO_CHANGE, handle)
              : Progress.runningSoon(handle);
        },
        () -> done(Change.NO_CHANGE, new Handle(0, 0)));
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(
        params,
        () -> emptied(new BucketContent(context, params.bucketName()), params, handle),
        () -> done(Change.DELETE, handle));
  }

  private static Progress emptied(BucketContent bucket, Params params, Handle before) {
    var handle = before;
    for (int batch = 0; batch < BATCHES; batch++) {
      var versions = bucket.versions();
      if (versions.isEmpty()) {
        return aborted(bucket, handle);
      }
      var errors = bucket.delete(versions);
      handle = handle.and(versions.size() - errors.size(), 0);
      var lasting = errors.stream().filter(error -> !PASSING.contains(error.code())).toList();
      if (!lasting.isEmpty()) {
        // What cannot be emptied is left as it is: whoever keeps the one may want the others, too.
        return new Progress.Failed(kept(params, lasting));
      }
      if (!errors.isEmpty()) {
        return Progress.running(handle);
      }
    }
    return Progress.runningSoon(handle);
  }

  /** An upload whose parts are still coming in may have to be aborted again. */
  private static Progress aborted(BucketContent bucket, Handle before) {
    var uploads = bucket.uploads();
    if (uploads.isEmpty()) {
      return done(Change.DELETE, before);
    }
    var some = uploads.stream().limit(UPLOADS).toList();
    some.forEach(bucket::abort);
    return Progress.runningSoon(before.and(0, some.size()));
  }

  private static Problem kept(Params params, List<S3Error> errors) {
    var first = errors.getFirst();
    return Problem.of(
        ProblemCode.AWS_REFUSED,
        "could not empty the bucket '%s': S3 keeps %d of its versions, first '%s' (%s): %s"
            .formatted(
                params.bucketName(),
                errors.size(),
                first.key(),
                first.versionId(),
                first.message() == null ? first.code() : first.message()),
        "Lift the object lock, the legal hold or the policy that keeps them, then run it again.");
  }

  private static Progress done(Change change, Handle handle) {
    return Progress.done(
        change,
        Map.of(
            "deletedVersions", String.valueOf(handle.versions()),
            "abortedUploads", String.valueOf(handle.uploads())));
  }

  /** Nothing is under way outside; what is deleted stays so. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return new Progress.NotBegun();
  }

  private static Progress guarded(
      Params params, Supplier<Progress> calls, Supplier<Progress> withoutBucket) {
    return AwsCalls.guarded(
        "empty the bucket '" + params.bucketName() + "'",
        () -> {
          try {
            return calls.get();
          } catch (NoSuchBucketException e) {
            return withoutBucket.get();
          }
        });
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.NO_CHANGE
        ? new Compensation.Nothing()
        : new Compensation.Irreversible("has deleted what was in a bucket");
  }
}
