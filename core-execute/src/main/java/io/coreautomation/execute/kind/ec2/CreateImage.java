package io.coreautomation.execute.kind.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.wait.AwsResource;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
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
 * Makes an image of an instance. EC2 takes no token for it, so the image is found by its name. A
 * creation cannot be called off: it is waited out.
 */
public final class CreateImage implements ActionHandler<CreateImage.Params> {
  /** Of which instance, and under which name. */
  @Doc("Of which instance, and under which name.")
  public record Params(
      @Doc("the image's name, the only one of its account and region") String imageName,
      @Doc("the instance's id") String instanceId,
      @Doc(
              "stop the instance while its volumes are read, and start it again; else the image"
                  + " may hold files that were being written")
          boolean reboot,
      @Doc("what the image is for") @Nullable String description,
      @Doc("tags of the image and of its snapshots") Map<String, String> tags) {
    public Params {
      ImageName.check("imageName", imageName);
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::CreateImage",
            Params.class,
            "Makes an image of an instance; one that this deployment has made of it is kept.")
        .targeted()
        .attended()
        .repeatability(new Repeatability.Findable("the image's name and tags"))
        .permissions(
            "ec2:CreateImage",
            "ec2:CreateTags",
            "ec2:DescribeImages",
            "ec2:DeregisterImage",
            "ec2:DeleteSnapshot")
        .inverse(DeleteImage.KIND)
        .compensation("the image that it has made is deleted, with its snapshots")
        .usual(Duration.ofMinutes(10))
        // The first snapshot of a volume of many terabytes takes most of a day.
        .patience(Duration.ofHours(24))
        .output("imageId", "the id of the image")
        .output("imageName", "its name")
        .output("snapshotIds", "the ids of its snapshots, with commas between")
        .example(
            """
            imageName: shop-base-2026-11
            instanceId: i-0123456789abcdef0
            reboot: true
            tags:
              Stage: prod
            """)
        .build();
  }

  private static NewImage image(ActionContext context, Params params) {
    return new NewImage(
        context,
        context.target(),
        params.imageName(),
        params.tags(),
        Image::sourceInstanceId,
        params.instanceId(),
        tags ->
            context
                .client(Ec2Client.class)
                .createImage(
                    r ->
                        r.name(params.imageName())
                            .instanceId(params.instanceId())
                            .description(params.description())
                            .noReboot(!params.reboot())
                            .tagSpecifications(tags))
                .imageId());
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return guarded(params, () -> image(context, params).preview());
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return guarded(params, () -> image(context, params).start());
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    return guarded(params, () -> image(context, params).check(NewImage.Handle.of(json)));
  }

  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return check(context, params, handle);
  }

  @Override
  public Optional<AwsResource> awaits(ObjectNode handle) {
    return NewImage.awaits(handle);
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("make the image '" + params.imageName() + "'", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of(ImageName.lock(target, params.imageName()));
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return DeleteImage.undoing(params.imageName(), change);
  }
}
