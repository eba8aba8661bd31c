package io.coreautomation.execute.kind.ec2;

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
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Lets other accounts launch one of the account's own images, and make volumes of its snapshots. It
 * looks who may already, and adds the others in the step after: so what it did can be told after a
 * crash.
 */
public final class ShareImage implements ActionHandler<ShareImage.Params> {
  /** Which image, and with whom. */
  @Doc("Which image, and with whom.")
  public record Params(
      @Doc("the image's name") String imageName,
      @Doc("ids of the accounts that may use it, beside those that may already")
          @Alias("accountsToShare")
          List<String> toAccounts,
      @Doc("ids of the accounts that it may be shared with at all; by default any")
          List<String> siblings) {
    public Params {
      ImageName.check("imageName", imageName);
      AccountIds.check("toAccounts", toAccounts);
      for (int i = 0; i < toAccounts.size(); i++) {
        if (!siblings.isEmpty() && !siblings.contains(toAccounts.get(i))) {
          throw new InvalidFieldException(
              "toAccounts",
              i,
              toAccounts.get(i) + " is not among the siblings",
              "Add it there, if it may have the image.");
        }
      }
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::ShareImage",
            Params.class,
            "Lets other accounts launch an image and make volumes of its snapshots.")
        .targeted()
        .attended()
        .repeatability(new Repeatability.Findable("the accounts that may use the image"))
        .permissions(
            "ec2:DescribeImageAttribute",
            "ec2:DescribeImages",
            "ec2:DescribeSnapshotAttribute",
            "ec2:DescribeSnapshots",
            "ec2:ModifyImageAttribute",
            "ec2:ModifySnapshotAttribute")
        .usual(Duration.ofSeconds(10))
        .output("imageId", "the id of the image")
        .output("kmsKeyIds", "the keys that its snapshots are encrypted with, with commas between")
        .example(
            """
            imageName: shop-base-2026-11
            toAccounts: ["210000000012", "210000000013"]
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    if (!context.needs().isEmpty()) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    return guarded(
        context,
        params,
        Images.notYet(params.imageName(), context.target()),
        image -> {
          var ec2 = context.client(Ec2Client.class);
          var lacking = Sharing.lacking(ec2, image, params.toAccounts());
          return Progress.previewed(
              new Preview(
                  lacking.isNothing() ? Change.NO_CHANGE : Change.UPDATE,
                  List.of(),
                  List.of(),
                  Map.of(),
                  2 + Images.snapshots(image).size() + lacking.calls(),
                  List.of(),
                  new Images(ec2)
                      .keys(image).stream()
                          .map(key -> "whoever launches it must be allowed to use " + key)
                          .toList()));
        });
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return guarded(
        context,
        params,
        image -> {
          var ec2 = context.client(Ec2Client.class);
          var lacking = Sharing.lacking(ec2, image, params.toAccounts());
          return lacking.isNothing()
              ? Progress.done(Change.NO_CHANGE, outputs(ec2, image))
              : Progress.runningSoon(lacking);
        });
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    return guarded(
        context,
        params,
        image -> {
          var ec2 = context.client(Ec2Client.class);
          Json.as(json, Sharing.class).open(ec2);
          return Progress.done(Change.UPDATE, outputs(ec2, image));
        });
  }

  /**
   * Whoever may launch an image must have its snapshots, too: what was begun is brought to its end.
   */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return check(context, params, handle);
  }

  /** The keys are for an action that grants their use. */
  private static Map<String, String> outputs(Ec2Client ec2, Image image) {
    return Map.of(
        "imageId", image.imageId(), "kmsKeyIds", String.join(",", new Images(ec2).keys(image)));
  }

  private static Progress guarded(
      ActionContext context, Params params, Function<Image, Progress> calls) {
    return guarded(
        context,
        params,
        new Progress.Failed(Images.missing(params.imageName(), context.target())),
        calls);
  }

  private static Progress guarded(
      ActionContext context, Params params, Progress none, Function<Image, Progress> calls) {
    Supplier<Progress> looking =
        () ->
            new Images(context.client(Ec2Client.class))
                .named(params.imageName())
                .map(calls)
                .orElse(none);
    return AwsCalls.guarded("share the image '" + params.imageName() + "'", looking);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of(ImageName.lock(target, params.imageName()));
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.NO_CHANGE
        ? new Compensation.Nothing()
        : new Compensation.Irreversible(
            "has shared an image; take the accounts' permissions away by hand");
  }
}
