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
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Copies one of the account's own images into other accounts, which own the copies and encrypt them
 * with keys of their own. For as long as that takes, each has a {@link Loan} of the image: what it
 * did not have before is taken back at the end, whatever that is.
 */
public final class DuplicateImageToAccount
    implements ActionHandler<DuplicateImageToAccount.Params> {
  /** Which image, for whom, and how the copies are named and encrypted. */
  @Doc("Which image, for whom, and how the copies are named and encrypted.")
  public record Params(
      @Doc("the image's name") String imageName,
      @Doc("ids of the accounts that get a copy") @Alias("accountsToShare") List<String> toAccounts,
      @Doc("the copies' name; by default the image's") @Nullable String destinationImageName,
      @Doc(
              "ARN or alias of the key that the copies are encrypted with, which each account must"
                  + " be allowed to use; by default each account's key for EBS")
          @Alias("kmsKeyArn")
          @Nullable String kmsKeyId,
      @Doc("tags of the copies and of their snapshots") Map<String, String> tags) {
    public Params {
      ImageName.check("imageName", imageName);
      if (destinationImageName != null) {
        ImageName.check("destinationImageName", destinationImageName);
      }
      AccountIds.check("toAccounts", toAccounts);
    }

    private String copyName() {
      return destinationImageName == null ? imageName : destinationImageName;
    }
  }

  /**
   * How far it is.
   *
   * @param copies by account, once they are begun
   */
  record Handle(Loan loan, Map<String, AccountCopy> copies) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::DuplicateImageToAccount",
            Params.class,
            "Copies an image into other accounts, each of which owns its copy and encrypts it anew;"
                + " copies that this deployment has made of it are kept.")
        .targeted()
        .attended()
        .repeatability(new Repeatability.Findable("the copies' name and tags"))
        .permissions(
            "ec2:DescribeImageAttribute",
            "ec2:DescribeImages",
            "ec2:DescribeSnapshotAttribute",
            "ec2:DescribeSnapshots",
            "ec2:ModifyImageAttribute",
            "ec2:ModifySnapshotAttribute",
            "kms:CreateGrant",
            "kms:ListGrants",
            "kms:RevokeGrant")
        .reaching(
            "toAccounts",
            "ec2:CopyImage",
            "ec2:CreateTags",
            "ec2:DeleteSnapshot",
            "ec2:DeregisterImage",
            "ec2:DescribeImages",
            "kms:CreateGrant",
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo")
        .usual(Duration.ofMinutes(15))
        .patience(Duration.ofHours(24))
        .output("imageId_{account}", "the id of the copy in that account")
        .example(
            """
            imageName: shop-base-2026-11
            toAccounts: ["210000000012", "210000000013"]
            kmsKeyId: alias/shop
            """)
        .build();
  }

  private static Optional<Image> source(ActionContext context, Params params) {
    return new Images(context.client(Ec2Client.class)).named(params.imageName());
  }

  /**
   * The copy of an account.
   *
   * @param source the image's id; null if it is not there yet
   * @param lend lets the account read the image
   */
  private static NewImage copy(
      ActionContext context,
      Params params,
      String account,
      @Nullable String source,
      Runnable lend) {
    var here = context.target();
    var there = new Target(account, here.region());
    return new NewImage(
        context,
        there,
        params.copyName(),
        params.tags(),
        Image::sourceImageId,
        source,
        tags -> {
          lend.run();
          return context
              .client(Ec2Client.class, there)
              .copyImage(
                  r ->
                      r.name(params.copyName())
                          .sourceImageId(source)
                          .sourceRegion(here.region())
                          .encrypted(true)
                          .kmsKeyId(params.kmsKeyId())
                          .clientToken(context.token(NewImage.STEP))
                          .tagSpecifications(tags))
              .imageId();
        });
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    if (!context.needs().isEmpty()) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    if (params.toAccounts().contains(context.target().account())) {
      return ownAccount(context);
    }
    return guarded(
        params,
        () -> {
          var source = source(context, params).map(Image::imageId).orElse(null);
          var makes = 0;
          for (var account : params.toAccounts()) {
            var found = copy(context, params, account, source, () -> {}).preview();
            if (!(found instanceof Progress.Previewed previewed)) {
              return found;
            }
            makes += previewed.preview().change() == Change.CREATE ? 1 : 0;
          }
          return Progress.previewed(
              Preview.of(
                  makes == 0 ? Change.NO_CHANGE : Change.CREATE,
                  params.toAccounts().size() + 8 * makes));
        });
  }

  private static Progress ownAccount(ActionContext context) {
    return new Progress.Failed(
        Problem.of(
            ProblemCode.FIELD_INVALID,
            "the image is to be copied from " + context.target() + " to the same account",
            "Leave the account out of 'toAccounts', or use AWS::CopyImage."));
  }

  /** Changes nothing yet: who may use the image already must be known before anybody else may. */
  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    if (params.toAccounts().contains(context.target().account())) {
      return ownAccount(context);
    }
    return guarded(
        params,
        () ->
            source(context, params)
                .map(image -> Loan.of(context, image, params.toAccounts()))
                .map(loan -> Progress.runningSoon(new Handle(loan, Map.of())))
                .orElseGet(
                    () ->
                        new Progress.Failed(Images.missing(params.imageName(), context.target()))));
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(
        params,
        () -> {
          var copies = new TreeMap<>(handle.copies());
          for (var account : params.toAccounts()) {
            copies.compute(account, (id, known) -> next(context, params, id, handle.loan(), known));
          }
          if (copies.values().stream().anyMatch(AccountCopy::isUnderWay)) {
            return Progress.running(new Handle(handle.loan(), copies));
          }
          handle.loan().close(context);
          return AccountCopy.settled(copies);
        });
  }

  private static AccountCopy next(
      ActionContext context,
      Params params,
      String account,
      Loan loan,
      @Nullable AccountCopy known) {
    if (known != null && known.handle() == null) {
      return known;
    }
    var image = copy(context, params, account, loan.imageId(), () -> loan.open(context, account));
    return AccountCopy.of(
        AwsCalls.guardedEach(
            "copy it into " + account,
            () ->
                known == null || known.handle() == null
                    ? image.start()
                    : image.check(known.handle())));
  }

  /** A copy that was begun is waited out; the others are not begun. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return check(context, params, handle);
  }

  private static Progress guarded(Params params, Supplier<Progress> calls) {
    return AwsCalls.guarded("copy the image '" + params.imageName() + "' to accounts", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    var here = Objects.requireNonNull(target, "images have a place");
    return params.toAccounts().stream()
        .map(account -> ImageName.lock(new Target(account, here.region()), params.copyName()))
        .toList();
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.CREATE
        ? new Compensation.Irreversible(
            "has made images in other accounts; delete them there with AWS::DeleteImage")
        : new Compensation.Nothing();
  }
}
