package io.coreautomation.execute.kind.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import java.util.List;

/** The cases of the kinds of Glue. */
public final class GlueCases {
  static final String JOB =
      """
      Resources:
        Import:
          Type: AWS::Glue::Job
          Properties:
            Name: shop-import
            Role: arn:aws:iam::210000000011:role/import
            Command: {Name: glueetl, ScriptLocation: "s3://shop-scripts/%s.py"}
      """;

  private GlueCases() {}

  public static List<KindCase> all() {
    return List.of(
        new KindCase("a job that ends well", new StartJobRun(), GlueCases::job, w -> params()));
  }

  static void job(KindWorld world) {
    world.stack(JOB.formatted("import"));
  }

  static ObjectNode params() {
    return KindCase.json(
        "{\"jobName\": \"shop-import\", \"arguments\": {\"--day\": \"2026-01-31\"}}");
  }
}
