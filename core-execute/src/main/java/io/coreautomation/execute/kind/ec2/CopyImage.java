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
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Copies one of the account's own images into the action's region, encrypted anew. A copy cannot be
 * called off: it is waited out.
 */
public final class CopyImage implements ActionHandler<CopyImage.Params> {
  /** Which image, from where, and how the copy is named and encrypted. */
  @Doc("Which image, from where, and how the copy is named and encrypted.")
  public record Params(
      @Doc("the name of the image that is copied") @Alias("sourceImageName") String imageName,
      @Doc("the region that it is copied from; by default the action's own")
          @Nullable String sourceRegion,
      @Doc("the copy's name, the only one of its account and region") String destinationImageName,
      @Doc(
              "id or ARN of the key of the action's region that the copy is encrypted with; by"
                  + " default the region's key for EBS, whose images cannot be shared")
          @Alias("kmsKeyArn")
          @Nullable String kmsKeyId,
      @Doc("tags of the copy and of its snapshots") Map<String, String> tags) {
    public Params {
      ImageName.check("imageName", imageName);
      ImageName.check("destinationImageName", destinationImageName);
      if (sourceRegion == null && imageName.equals(destinationImageName)) {
        throw new InvalidFieldException(
            "destinationImageName",
            "the copy would have the name of the image",
            "Choose another name, or copy it from another region.");
      }
    }

    private Target source(ActionContext context) {
      var here = context.target();
      return new Target(here.account(), sourceRegion == null ? here.region() : sourceRegion);
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::CopyImage",
            Params.class,
            "Copies an image of the account into the action's region, encrypted anew; a copy that"
                + " this deployment has made of it is kept.")
        .targeted()
        .attended()
        .repeatability(new Repeatability.Findable("the copy's name and tags"))
        .permissions(
            "ec2:CopyImage",
            "ec2:CreateTags",
            "ec2:DescribeImages",
            "ec2:DeregisterImage",
            "ec2:DeleteSnapshot",
            "kms:CreateGrant",
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo")
        .compensation("the copy that it has made is deleted, with its snapshots")
        .usual(Duration.ofMinutes(15))
        .patience(Duration.ofHours(24))
        .output("imageId", "the id of the copy")
        .output("imageName", "its name")
        .output("snapshotIds", "the ids of its snapshots, with commas between")
        .example(
            """
            imageName: shop-base-2026-11
            sourceRegion: eu-west-1
            destinationImageName: shop-base-2026-11
            kmsKeyId: arn:aws:kms:eu-central-1:210000000011:key/1234abcd-12ab-34cd-56ef-1234567890ab
            """)
        .build();
  }

  private static Optional<String> source(ActionContext context, Params params) {
    return new Images(context.client(Ec2Client.class, params.source(context)))
        .named(params.imageName())
        .map(Image::imageId);
  }

  private static NewImage copy(ActionContext context, Params params, @Nullable String source) {
    return new NewImage(
        context,
        context.target(),
        params.destinationImageName(),
        params.tags(),
        Image::sourceImageId,
        source,
        tags ->
            context
                .client(Ec2Client.class)
                .copyImage(
                    r ->
                        r.name(params.destinationImageName())
                            .sourceImageId(source)
                            .sourceRegion(params.source(context).region())
                            .encrypted(true)
                            .kmsKeyId(params.kmsKeyId())
                            .clientToken(context.token(NewImage.STEP))
                            .tagSpecifications(tags))
                .imageId());
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return guarded(
        params, () -> copy(context, params, source(context, params).orElse(null)).preview());
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return guarded(
        params,
        () ->
            source(context, params)
                .map(source -> copy(context, params, source).start())
                .orElseGet(() -> missing(context, params)));
  }

  private static Progress missing(ActionContext context, Params params) {
    return context.isCalledOff()
        ? new Progress.NotBegun()
        : new Progress.Failed(Images.missing(params.imageName(), params.source(context)));
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = NewImage.Handle.of(json);
    return guarded(params, () -> copy(context, params, handle.source()).check(handle));
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
    return AwsCalls.guarded("copy the image '" + params.imageName() + "'", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of(ImageName.lock(target, params.destinationImageName()));
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return DeleteImage.undoing(params.destinationImageName(), change);
  }
}
