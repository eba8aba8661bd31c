package io.coreautomation.execute.kind.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.OwnerTag;
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
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Deletes one of the account's own images, and the snapshots that it is made of. Which those are is
 * only known while the image is there, so it looks first, and deletes in the step after.
 */
public final class DeleteImage implements ActionHandler<DeleteImage.Params> {
  static final String KIND = "AWS::DeleteImage";

  /** Which image. */
  @Doc("Which image is deleted.")
  public record Params(
      @Doc("the image's name") String imageName,
      @Doc("delete it although it does not bear this deployment's owner tag") boolean adopt) {
    public Params {
      ImageName.check("imageName", imageName);
    }
  }

  /** How what has made an image is taken back. */
  static Compensation undoing(String imageName, Change change) {
    return change == Change.CREATE
        ? new Compensation.By(KIND, Json.object().put("imageName", imageName))
        : new Compensation.Nothing();
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            KIND,
            Params.class,
            "Deletes an image of the account and its snapshots, but for those that other images"
                + " are made of; one that is not there is no error.")
        .targeted()
        .attended()
        .repeatability(new Repeatability.Findable("the ids of the image and of its snapshots"))
        .permissions("ec2:DescribeImages", "ec2:DeregisterImage", "ec2:DeleteSnapshot")
        .usual(Duration.ofSeconds(10))
        .output("imageId", "the id of the image that was there")
        .output("keptSnapshotIds", "snapshots that others still use, with commas between")
        .example(
            """
            imageName: shop-base-2026-10
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
          var image = find(context, params);
          var foreign = image.flatMap(i -> refusal(context, params, i));
          if (foreign.isPresent()) {
            return foreign.get();
          }
          return Progress.previewed(
              new Preview(
                  image.isPresent() ? Change.DELETE : Change.NO_CHANGE,
                  List.of(),
                  List.of(),
                  Map.of(),
                  image.map(i -> 2 + Images.snapshots(i).size()).orElse(1),
                  image.map(i -> List.of("an image cannot be brought back")).orElse(List.of()),
                  List.of()));
        });
  }

  private static Optional<Image> find(ActionContext context, Params params) {
    return new Images(context.client(Ec2Client.class)).named(params.imageName());
  }

  private static Optional<Progress> refusal(ActionContext context, Params params, Image image) {
    var owner = Images.owner(image);
    return params.adopt() || owner.equals(Optional.of(context.owner().text()))
        ? Optional.empty()
        : Optional.of(
            new Progress.Failed(
                Problem.of(
                    ProblemCode.NOT_ALLOWED,
                    OwnerTag.notOurs(
                        "the image '" + params.imageName() + "' in " + context.target(),
                        owner.orElse(""),
                        context.owner()),
                    "Set 'adopt: true' to delete it all the same.")));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return guarded(
        params,
        () ->
            find(context, params)
                .map(
                    image ->
                        refusal(context, params, image)
                            .orElseGet(() -> Progress.runningSoon(Doomed.of(image))))
                .orElseGet(() -> Progress.done(Change.NO_CHANGE)));
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var image = Json.as(json, Doomed.class);
    return guarded(
        params,
        () -> {
          var kept = image.delete(new Images(context.client(Ec2Client.class)));
          return Progress.done(
              Change.DELETE,
              Map.of("imageId", image.imageId(), "keptSnapshotIds", String.join(",", kept)));
        });
  }

  /** Half an image is of no use: what was begun is brought to its end. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return check(context, params, handle);
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("delete the image '" + params.imageName() + "'", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of(ImageName.lock(target, params.imageName()));
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.DELETE
        ? new Compensation.Irreversible("deleted an image, which cannot be brought back")
        : new Compensation.Nothing();
  }
}
