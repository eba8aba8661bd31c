package io.coreautomation.execute.kind.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.db.wait.AwsResource;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.OwnerTag;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Token;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.run.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * An image that an action is to make, until it can be used. Its name is the only one of its account
 * and region, and it bears the owner's tag and our token: so it is found again, told apart from
 * what others have made, and never made twice.
 *
 * @param place where it is to be
 * @param source what it is made of; an image of the same name that is made of something else is not
 *     taken for it; null if what it is to be made of is not there yet
 * @param call makes it with these tags, and returns its id
 */
record NewImage(
    ActionContext context,
    Target place,
    String name,
    Map<String, String> tags,
    Function<Image, String> sourceOf,
    @Nullable String source,
    Function<List<TagSpecification>, String> call) {
  private static final String TOKEN_TAG = "core-automation:token";

  /** The step whose token an image bears. */
  static final String STEP = "image";

  private static final Set<String> NAME_TAKEN = Set.of("InvalidAMIName.Duplicate");

  /** EC2 is eventually consistent: for so long, an image that is not seen may still come. */
  private static final Duration SEEN_WITHIN = Duration.ofMinutes(5);

  /**
   * The image on its way.
   *
   * @param imageId empty if only its name is known
   * @param source what it is made of
   * @param isMade whether this run has made it
   * @param broken what is in its place, and must go before it is made
   */
  record Handle(
      String imageId,
      @Nullable String source,
      boolean isMade,
      Instant since,
      @Nullable Doomed broken) {
    static Handle of(ObjectNode json) {
      return Json.as(json, Handle.class);
    }
  }

  /** The image whose event tells the end of what a handle stands for. */
  static Optional<AwsResource> awaits(ObjectNode json) {
    return Optional.of(Handle.of(json).imageId())
        .filter(id -> !id.isEmpty())
        .map(id -> new AwsResource("ec2", id));
  }

  String token() {
    return context.token(STEP);
  }

  Progress preview() {
    if (!context.needs().isEmpty()) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    var found = images().named(name);
    var foreign = found.flatMap(this::conflict);
    if (foreign.isPresent()) {
      return new Progress.Failed(foreign.get());
    }
    var stands = found.filter(image -> !isBroken(image)).isPresent();
    return Progress.previewed(
        Preview.of(stands ? Change.NO_CHANGE : Change.CREATE, stands ? 1 : 3));
  }

  /** Makes it, unless it is there. */
  Progress start() {
    var found = images().named(name);
    var foreign = found.flatMap(this::conflict);
    if (foreign.isPresent()) {
      return new Progress.Failed(foreign.get());
    }
    if (found.isPresent() && (isOfThisAttempt(found.get()) || !isBroken(found.get()))) {
      return standing(found.get(), recognised(found.get()));
    }
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    if (found.isPresent()) {
      // What an earlier attempt has left is of no use to anybody.
      return Progress.runningSoon(
          new Handle("", source, true, context.now(), Doomed.of(found.get())));
    }
    var id = Images.unless(NAME_TAKEN, () -> call.apply(tagSpecifications()));
    var handle = new Handle(id.orElse(""), source, true, context.now(), null);
    // If the name is taken, somebody has made one since we looked, or we have, and it is not seen
    // yet. When it is, its tags tell.
    return id.isPresent() ? Progress.awaitingEvent(handle) : Progress.runningSoon(handle);
  }

  Progress check(Handle handle) {
    if (handle.broken() != null) {
      handle.broken().delete(images());
      return start();
    }
    var image = handle.imageId().isEmpty() ? images().named(name) : images().byId(handle.imageId());
    if (image.isEmpty()) {
      return context.now().isBefore(handle.since().plus(SEEN_WITHIN))
          ? Progress.runningSoon(handle)
          : failed("is gone: others have deregistered it", "Run it again.");
    }
    var foreign = image.flatMap(this::conflict);
    if (foreign.isPresent()) {
      return new Progress.Failed(foreign.get());
    }
    return standing(image.get(), handle.imageId().isEmpty() ? recognised(image.get()) : handle);
  }

  private Handle recognised(Image image) {
    var ofThisRun =
        Images.tag(image, TOKEN_TAG).flatMap(Token::run).equals(Optional.of(context.run()));
    return new Handle(image.imageId(), source, ofThisRun, context.now(), null);
  }

  private Progress standing(Image image, Handle handle) {
    return switch (image.state()) {
      case PENDING, TRANSIENT, UNKNOWN_TO_SDK_VERSION -> Progress.awaitingEvent(handle);
      case AVAILABLE ->
          Progress.done(handle.isMade() ? Change.CREATE : Change.NO_CHANGE, Images.outputs(image));
      case FAILED, ERROR, INVALID ->
          failed(
              "is "
                  + image.stateAsString()
                  + (image.stateReason() == null ? "" : ": " + image.stateReason().message()),
              "Mend the cause, and run it again: what has failed is removed then.");
      case DEREGISTERED -> failed("is gone: others have deregistered it", "Run it again.");
      case DISABLED -> failed("is disabled", "Enable it, or delete it.");
    };
  }

  private Progress failed(String how, String mend) {
    return new Progress.Failed(
        Problem.of(
            ProblemCode.WORK_FAILED, "the image '" + name + "' in " + place + " " + how, mend));
  }

  /** Whether it will never be of use. */
  private static boolean isBroken(Image image) {
    return switch (image.state()) {
      case FAILED, ERROR, INVALID, DEREGISTERED -> true;
      case PENDING, TRANSIENT, AVAILABLE, DISABLED, UNKNOWN_TO_SDK_VERSION -> false;
    };
  }

  private boolean isOfThisAttempt(Image image) {
    return Images.tag(image, TOKEN_TAG).equals(Optional.of(token()));
  }

  /** Why an image of the name cannot be the one that is wanted. */
  private Optional<Problem> conflict(Image image) {
    var owner = Images.owner(image);
    if (!owner.equals(Optional.of(context.owner().text()))) {
      return Optional.of(
          taken(
              owner
                  .map(o -> "belongs to " + o)
                  .orElse("belongs to no deployment of this platform")));
    }
    var made = sourceOf.apply(image);
    return source == null || made == null || made.equals(source)
        ? Optional.empty()
        : Optional.of(taken("is made of " + made + ", not of " + source));
  }

  private Problem taken(String how) {
    return Problem.of(
        ProblemCode.CONFLICT,
        "there is an image '" + name + "' in " + place + " that " + how,
        "Choose another name, or delete that image first.");
  }

  /** Images and their snapshots are tagged as they are made. */
  private List<TagSpecification> tagSpecifications() {
    var all = new TreeMap<>(tags);
    all.put(OwnerTag.KEY, context.owner().text());
    all.put(TOKEN_TAG, token());
    var sdk =
        all.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return List.of(ResourceType.IMAGE, ResourceType.SNAPSHOT).stream()
        .map(type -> TagSpecification.builder().resourceType(type).tags(sdk).build())
        .toList();
  }

  private Images images() {
    return new Images(context.client(Ec2Client.class, place));
  }
}
