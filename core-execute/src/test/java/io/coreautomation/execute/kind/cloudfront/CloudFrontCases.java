package io.coreautomation.execute.kind.cloudfront;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import java.util.List;

/** The cases of the kinds of CloudFront. */
public final class CloudFrontCases {
  private static final String DISTRIBUTION =
      """
      Resources:
        Shop:
          Type: AWS::CloudFront::Distribution
          Properties: {DistributionConfig: {Enabled: true}}
      Outputs:
        Id: {Value: !Ref Shop}
      """;

  private CloudFrontCases() {}

  public static List<KindCase> all() {
    return List.of(
        new KindCase(
            "everything",
            new CreateInvalidation(),
            CloudFrontCases::distribution,
            CloudFrontCases::params),
        new KindCase(
            "two paths",
            new CreateInvalidation(),
            CloudFrontCases::distribution,
            w -> {
              var params = params(w);
              params.putArray("paths").add("/index.html").add("/assets/*");
              return params;
            }));
  }

  static void distribution(KindWorld world) {
    world.stack(DISTRIBUTION);
  }

  static ObjectNode params(KindWorld world) {
    return KindCase.json("{}").put("DistributionId", world.output("Id"));
  }
}
