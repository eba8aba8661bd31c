package io.coreautomation.execute.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Doc;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A kind that keeps the contract, and others that are as it is but for one mistake each. */
final class BrokenKinds {
  private BrokenKinds() {}

  /** Where the mark is left. */
  @Doc("Where the mark is left.")
  record Params(@Doc("the bucket's name") String bucketName) {}

  /** How far it is. */
  record Handle(String key) {}

  /** Leaves a mark in a bucket. It keeps the contract. */
  static class Mark implements ActionHandler<Params> {
    KindDescriptionBuilder<Params> about() {
      return KindDescription.of("ACME::LeaveMark", Params.class, "Leaves a mark in a bucket.")
          .targeted()
          .repeatability(new Repeatability.Findable("the key"))
          .permissions("s3:ListBucket", "s3:GetObject", "s3:PutObject")
          .output("key", "the key of the mark")
          .example("bucketName: marks");
    }

    @Override
    public final KindDescription<Params> describe() {
      return about().build();
    }

    @Override
    public Progress preview(ActionContext context, Params params) {
      return Progress.previewed(
          new Preview(
              Change.UPDATE, context.needs(), List.of(), Map.of(), 2, List.of(), List.of()));
    }

    @Override
    public Progress start(ActionContext context, Params params) {
      if (context.isCalledOff()) {
        return new Progress.NotBegun();
      }
      return AwsCalls.guarded(
          "leave a mark",
          () ->
              context.mayHaveStarted() && isThere(context, params)
                  ? Progress.runningSoon(new Handle("mark"))
                  : marked(context, params, "mark"));
    }

    private static boolean isThere(ActionContext context, Params params) {
      try {
        context
            .client(S3Client.class)
            .getObjectAsBytes(r -> r.bucket(params.bucketName()).key("mark"));
        return true;
      } catch (NoSuchKeyException e) {
        return false;
      }
    }

    static Progress marked(ActionContext context, Params params, String key) {
      context
          .client(S3Client.class)
          .putObject(r -> r.bucket(params.bucketName()).key(key), RequestBody.fromString("x"));
      return Progress.runningSoon(new Handle(key));
    }

    @Override
    public Progress check(ActionContext context, Params params, ObjectNode handle) {
      return Progress.done(Change.UPDATE, Map.of("key", Json.as(handle, Handle.class).key()));
    }

    @Override
    public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
      return check(context, params, handle);
    }

    @Override
    public List<String> locks(Params params, @Nullable Target target) {
      return List.of();
    }

    @Override
    public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
      return new Compensation.Irreversible("leaves a mark");
    }
  }

  /** It leaves another mark each time that it is called. */
  static final class Doubling extends Mark {
    @Override
    public Progress start(ActionContext context, Params params) {
      return context.isCalledOff()
          ? new Progress.NotBegun()
          : marked(context, params, "mark-" + context.now().getEpochSecond());
    }
  }

  /** After a crash it takes for granted that it was done. */
  static final class Losing extends Mark {
    @Override
    public Progress start(ActionContext context, Params params) {
      return context.mayHaveStarted() ? Progress.done(Change.UPDATE) : super.start(context, params);
    }
  }

  /** It asks for what the service does not know. */
  static final class Careless extends Mark {
    @Override
    public Progress start(ActionContext context, Params params) {
      if (context.isCalledOff()) {
        return new Progress.NotBegun();
      }
      context
          .client(S3Client.class)
          .putObject(
              r -> r.bucket(params.bucketName()).key("mark").storageClass("CHEAP"),
              RequestBody.fromString("x"));
      return Progress.runningSoon(new Handle("mark"));
    }
  }

  /** Another look leaves its mark. */
  static final class Lingering extends Mark {
    @Override
    public Progress start(ActionContext context, Params params) {
      return context.isCalledOff()
          ? new Progress.NotBegun()
          : Progress.runningSoon(new Handle("mark"));
    }

    @Override
    public Progress check(ActionContext context, Params params, ObjectNode handle) {
      marked(context, params, "mark");
      return super.check(context, params, handle);
    }
  }

  /** It says that nothing can come of a second call. */
  static final class Belittling extends Mark {
    @Override
    KindDescriptionBuilder<Params> about() {
      return super.about().repeatability(new Repeatability.Harmless());
    }
  }

  /** It leaves its mark while it is only to look. */
  static final class Meddling extends Mark {
    @Override
    public Progress preview(ActionContext context, Params params) {
      marked(context, params, "mark");
      return super.preview(context, params);
    }
  }

  /** It does something else than it says that it would. */
  static final class Mistaken extends Mark {
    @Override
    public Progress preview(ActionContext context, Params params) {
      return Progress.previewed(Preview.of(Change.CREATE));
    }
  }

  /** It begins although it was called off. */
  static final class Deaf extends Mark {
    @Override
    public Progress start(ActionContext context, Params params) {
      return marked(context, params, "mark");
    }
  }

  /** It comes to no end once it was called off. */
  static final class Restless extends Mark {
    @Override
    public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
      return Progress.runningSoon(new Handle("cancelled"));
    }

    @Override
    public Progress check(ActionContext context, Params params, ObjectNode handle) {
      return handle.path("key").textValue().equals("cancelled")
          ? Progress.runningSoon(new Handle("cancelled"))
          : super.check(context, params, handle);
    }
  }

  /** It needs a permission that it does not name. */
  static final class Silent extends Mark {
    @Override
    KindDescriptionBuilder<Params> about() {
      return super.about().permissions("s3:ListBucket", "s3:GetObject");
    }
  }

  /** It names a permission that it does not need. */
  static final class Greedy extends Mark {
    @Override
    KindDescriptionBuilder<Params> about() {
      return super.about()
          .permissions("s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject");
    }
  }

  /** It says that it knows what it cannot know. */
  static final class Knowing extends Mark {
    @Override
    public Progress preview(ActionContext context, Params params) {
      return Progress.previewed(Preview.of(Change.UPDATE));
    }
  }

  /** It says that all is as it was. */
  static final class Denying extends Mark {
    @Override
    public Progress check(ActionContext context, Params params, ObjectNode handle) {
      return Progress.done(Change.NO_CHANGE);
    }
  }

  /** It describes something that it does not hand on. */
  static final class Promising extends Mark {
    @Override
    KindDescriptionBuilder<Params> about() {
      return super.about().output("url", "where the mark is");
    }
  }

  /** It hands on something that it does not describe. */
  static final class Talkative extends Mark {
    @Override
    public Progress check(ActionContext context, Params params, ObjectNode handle) {
      return Progress.done(Change.UPDATE, Map.of("key", "mark", "colour", "red"));
    }
  }

  /** It is taken back in a way that it does not describe. */
  static final class Reversible extends Mark {
    @Override
    public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
      return new Compensation.ByItsRun();
    }
  }

  /** It says to have made what it has not. */
  static final class Boasting extends Mark {
    @Override
    public Progress start(ActionContext context, Params params) {
      return Progress.done(Change.CREATE);
    }
  }

  /** With what it has made it takes away what was there before. */
  static final class Reckless extends Mark {
    @Override
    public Progress check(ActionContext context, Params params, ObjectNode handle) {
      return Progress.done(Change.CREATE);
    }

    @Override
    public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
      return new Compensation.By(
          "AWS::EmptyBucket", Json.object().put("bucketName", params.bucketName()));
    }
  }

  /** The example of its page is none. */
  static final class Misleading extends Mark {
    @Override
    KindDescriptionBuilder<Params> about() {
      return super.about().example("bucket: marks");
    }
  }
}
