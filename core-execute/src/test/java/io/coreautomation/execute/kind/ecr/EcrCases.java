package io.coreautomation.execute.kind.ecr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import java.util.List;
import software.amazon.awssdk.services.ecr.EcrClient;

/** The cases of the kinds of the Elastic Container Registry. */
public final class EcrCases {
  private EcrCases() {}

  public static List<KindCase> all() {
    return List.of(
        new KindCase(
            "a repository with images", new DeleteEcrRepository(), EcrCases::filled, w -> params()),
        new KindCase(
            "a repository that is not there", new DeleteEcrRepository(), w -> {}, w -> params()));
  }

  static ObjectNode params() {
    return KindCase.json("{\"repositoryName\": \"shop/web\"}");
  }

  static void filled(KindWorld world) {
    world.stack(
        """
        Resources:
          Images:
            Type: AWS::ECR::Repository
            Properties: {RepositoryName: shop/web}
        """);
    world
        .look(EcrClient.class)
        .putImage(r -> r.repositoryName("shop/web").imageManifest("{}").imageTag("42"));
  }
}
