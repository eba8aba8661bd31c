package io.coreautomation.simulator.ecr;

import io.coreautomation.framework.json.Digest;
import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.resource.ResourceState;
import io.coreautomation.simulator.cloudformation.stack.DeletionGuards;
import io.coreautomation.simulator.cloudformation.stack.StackThings;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/**
 * The twin of the Elastic Container Registry: repositories that stacks have made, and images in
 * them. One with images cannot be deleted with its stack, unless it says so itself.
 */
public final class EcrTwin {
  private static final String REPOSITORY = "AWS::ECR::Repository";

  private final TwinWorld world;
  private final StackThings things;
  private final Documents<Image> images;

  /** An image. */
  record Image(String repository, String digest, @Nullable String tag) {}

  private EcrTwin(TwinWorld world) {
    this.world = world;
    this.things = new StackThings(world);
    this.images = new Documents<>(world, "ecr/image", Image.class);
    DeletionGuards.of(world).add(REPOSITORY, this::objection);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(EcrTwin.class, EcrTwin::new);
    return new ModelledService(
            EcrClient.class,
            "ecr",
            "Ecr",
            EcrException::builder,
            new Operations()
                .on(DescribeRepositoriesRequest.class, twin::describe)
                .on(DeleteRepositoryRequest.class, twin::delete)
                .on(PutImageRequest.class, twin::putImage))
        .about(EcrTwin::resource);
  }

  private static String resource(Caller caller, String action, AwsRequest request) {
    var name =
        request instanceof DescribeRepositoriesRequest description
            ? description.repositoryNames().stream().findFirst()
            : request.getValueForField("repositoryName", String.class);
    return arn(caller.place(), name.orElse("*"));
  }

  private static String arn(Place place, String name) {
    return place.arn("ecr", "repository/" + name);
  }

  private static String prefix(Place place, String repository) {
    return place.accountId() + "/" + place.region() + "/" + repository + "@";
  }

  private Repository existing(Place place, String name) {
    if (things.find(place, REPOSITORY, name).isEmpty()) {
      throw Refusal.of(
          RepositoryNotFoundException.builder(),
          "Ecr",
          400,
          "RepositoryNotFoundException",
          "The repository with name '%s' does not exist in the registry with id '%s'"
              .formatted(name, place.accountId()));
    }
    return Repository.builder()
        .registryId(place.accountId())
        .repositoryName(name)
        .repositoryArn(arn(place, name))
        .repositoryUri(
            "%s.dkr.ecr.%s.%s/%s"
                .formatted(place.accountId(), place.region(), place.urlSuffix(), name))
        .build();
  }

  private DescribeRepositoriesResponse describe(
      Caller caller, DescribeRepositoriesRequest request) {
    var place = caller.place();
    var names =
        request.repositoryNames().isEmpty()
            ? things.all(place, REPOSITORY).stream().map(ResourceState::physicalId).toList()
            : request.repositoryNames();
    return DescribeRepositoriesResponse.builder()
        .repositories(names.stream().map(name -> existing(place, name)).toList())
        .build();
  }

  private PutImageResponse putImage(Caller caller, PutImageRequest request) {
    var place = caller.place();
    var repository = existing(place, request.repositoryName());
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var digest = "sha256:" + Digest.of(request.imageManifest()).hex();
          images.put(
              prefix(place, repository.repositoryName()) + digest,
              new Image(repository.repositoryName(), digest, request.imageTag()));
          return PutImageResponse.builder()
              .image(
                  i ->
                      i.registryId(repository.registryId())
                          .repositoryName(repository.repositoryName())
                          .imageManifest(request.imageManifest())
                          .imageId(
                              ImageIdentifier.builder()
                                  .imageDigest(digest)
                                  .imageTag(request.imageTag())
                                  .build()))
              .build();
        });
  }

  private DeleteRepositoryResponse delete(Caller caller, DeleteRepositoryRequest request) {
    var place = caller.place();
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var repository = existing(place, request.repositoryName());
          var held = held(place, request.repositoryName());
          if (!held.isEmpty() && !Boolean.TRUE.equals(request.force())) {
            throw Refusal.of(
                RepositoryNotEmptyException.builder(),
                "Ecr",
                400,
                "RepositoryNotEmptyException",
                notEmpty(place, request.repositoryName()));
          }
          var prefix = prefix(place, request.repositoryName());
          held.forEach(image -> images.delete(prefix + image.digest()));
          things.remove(place, REPOSITORY, request.repositoryName());
          return DeleteRepositoryResponse.builder().repository(repository).build();
        });
  }

  private List<Image> held(Place place, String repository) {
    return images.under(prefix(place, repository));
  }

  private static String notEmpty(Place place, String name) {
    return "The repository with name '%s' in registry with id '%s' cannot be deleted because it still contains images"
        .formatted(name, place.accountId());
  }

  private Optional<DeletionGuards.Objection> objection(Place place, ResourceState repository) {
    return held(place, repository.physicalId()).isEmpty()
            || repository.properties().path("EmptyOnDelete").asBoolean()
        ? Optional.empty()
        : Optional.of(
            new DeletionGuards.Objection(
                "Ecr", 400, notEmpty(place, repository.physicalId()), "GeneralServiceException"));
  }
}
