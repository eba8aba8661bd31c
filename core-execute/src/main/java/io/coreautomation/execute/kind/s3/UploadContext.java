package io.coreautomation.execute.kind.s3;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.coreautomation.framework.shape.InvalidFieldException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Writes what a deployment wants others to know into a bucket, for machines that read JSON or YAML.
 * JSON is YAML, and leaves nobody to guess what is a text and what a number or a date: so both
 * objects hold the same. It looks first, and writes in the look after, what is not there yet: so
 * what it did can be told after a crash.
 */
public final class UploadContext implements ActionHandler<UploadContext.Params> {
  private static final String NAME = "AWS::UploadContext";

  /** What is written, and where to. */
  @Doc("What is written, and where to.")
  public record Params(
      @Doc("the bucket's name; it belongs to the account") String bucketName,
      @Doc("before the names of the objects, context.json and context.yaml") String prefix,
      @Doc("what others are to know, by name; it is stored in plain text")
          Map<String, JsonNode> context) {
    public Params {
      prefix = prefix.replaceAll("^/+|/+$", "");
      if (context.isEmpty()) {
        throw new InvalidFieldException(
            "context",
            "there is nothing to write",
            "Name what others are to know; for example vpcId: ${actions.network.outputs.VpcId}.");
      }
    }

    private byte[] content() {
      return (Json.pretty(new TreeMap<>(context)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String key(Format format) {
      return (prefix.isEmpty() ? "" : prefix + "/") + format.object;
    }
  }

  /** Who reads it. */
  private enum Format {
    JSON("context.json", "application/json"),
    YAML("context.yaml", "application/yaml");

    private final String object;
    private final String contentType;

    Format(String object, String contentType) {
      this.object = object;
      this.contentType = contentType;
    }
  }

  /** What is about to be done. */
  record Handle(Change change) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            NAME,
            Params.class,
            "Writes what others are to know of a deployment into a bucket, as JSON and as YAML.")
        .targeted()
        .attended()
        .repeatability(new Repeatability.Findable("what the objects hold"))
        .permissions("s3:ListBucket", "s3:GetObject", "s3:PutObject")
        .compensation("what the last successful run wrote is written again")
        .usual(Duration.ofSeconds(10))
        .output("jsonUrl", "where it lies as JSON, beginning with s3://")
        .output("yamlUrl", "where it lies as YAML")
        .example(
            """
            bucketName: shop-context
            prefix: main/42
            context:
              vpcId: vpc-0abc
              zones: [eu-west-1a, eu-west-1b]
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
          var change = change(context, params);
          return Progress.previewed(
              change == Change.NO_CHANGE ? Preview.of(change) : Preview.of(change, 6));
        });
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return guarded(
        params,
        () -> {
          var change = change(context, params);
          return change == Change.NO_CHANGE
              ? done(change, params)
              : Progress.runningSoon(new Handle(change));
        });
  }

  private static Change change(ActionContext context, Params params) {
    var content = params.content();
    var held = Arrays.stream(Format.values()).map(f -> held(context, params, f)).toList();
    if (held.stream().allMatch(bytes -> bytes.filter(b -> Arrays.equals(b, content)).isPresent())) {
      return Change.NO_CHANGE;
    }
    return held.stream().allMatch(Optional::isEmpty) ? Change.CREATE : Change.UPDATE;
  }

  private static Optional<byte[]> held(ActionContext context, Params params, Format format) {
    try {
      return Optional.of(
          context
              .client(S3Client.class)
              .getObjectAsBytes(
                  r ->
                      r.bucket(params.bucketName())
                          .key(params.key(format))
                          .expectedBucketOwner(context.target().account()))
              .asByteArray());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    return guarded(
        params,
        () -> {
          var content = params.content();
          for (var format : Format.values()) {
            if (held(context, params, format).filter(b -> Arrays.equals(b, content)).isEmpty()) {
              write(context, params, format, content);
            }
          }
          return done(Json.as(json, Handle.class).change(), params);
        });
  }

  private static void write(ActionContext context, Params params, Format format, byte[] content) {
    context
        .client(S3Client.class)
        .putObject(
            r ->
                r.bucket(params.bucketName())
                    .key(params.key(format))
                    .expectedBucketOwner(context.target().account())
                    .contentType(format.contentType),
            RequestBody.fromBytes(content));
  }

  private static Progress done(Change change, Params params) {
    return Progress.done(
        change,
        Map.of(
            "jsonUrl", "s3://" + params.bucketName() + "/" + params.key(Format.JSON),
            "yamlUrl", "s3://" + params.bucketName() + "/" + params.key(Format.YAML)));
  }

  /** The rest of it is written: two objects that differ help nobody. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return check(context, params, handle);
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("write to the bucket '" + params.bucketName() + "'", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    if (change == Change.NO_CHANGE) {
      return new Compensation.Nothing();
    }
    return before == null
        ? new Compensation.Irreversible("has written to a bucket; delete the objects by hand")
        : new Compensation.By(NAME, before);
  }
}
