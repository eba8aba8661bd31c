package io.coreautomation.execute.kind.codebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import java.util.List;

/** The cases of the kinds of CodeBuild. */
public final class CodeBuildCases {
  static final String PROJECT =
      """
      Resources:
        Shop:
          Type: AWS::CodeBuild::Project
          Properties:
            Name: shop
            ServiceRole: arn:aws:iam::210000000011:role/build
            Artifacts: {Type: NO_ARTIFACTS}
            Environment: {Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: any}
            Source: {Type: NO_SOURCE, BuildSpec: "%s"}
      """;

  private CodeBuildCases() {}

  public static List<KindCase> all() {
    return List.of(
        new KindCase(
            "a build that ends well",
            new StartBuild(),
            w -> w.stack(PROJECT.formatted("true")),
            w -> params()));
  }

  static ObjectNode params() {
    return KindCase.json("{\"projectName\": \"shop\", \"environment\": {\"STAGE\": \"prod\"}}");
  }
}
