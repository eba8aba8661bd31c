package io.coreautomation.execute.kind;

import io.coreautomation.execute.kind.cloudformation.CloudFormationKinds;
import io.coreautomation.execute.kind.cloudfront.CloudFrontKinds;
import io.coreautomation.execute.kind.cloudwatch.CloudWatchKinds;
import io.coreautomation.execute.kind.codebuild.CodeBuildKinds;
import io.coreautomation.execute.kind.ec2.Ec2Kinds;
import io.coreautomation.execute.kind.ecr.EcrKinds;
import io.coreautomation.execute.kind.elb.ElbKinds;
import io.coreautomation.execute.kind.eventbridge.EventBridgeKinds;
import io.coreautomation.execute.kind.glue.GlueKinds;
import io.coreautomation.execute.kind.http.HttpKinds;
import io.coreautomation.execute.kind.iam.IamKinds;
import io.coreautomation.execute.kind.kms.KmsKinds;
import io.coreautomation.execute.kind.lambda.LambdaKinds;
import io.coreautomation.execute.kind.rds.RdsKinds;
import io.coreautomation.execute.kind.s3.S3Kinds;
import io.coreautomation.execute.kind.ses.SesKinds;
import io.coreautomation.execute.kind.stepfunctions.StepFunctionsKinds;
import io.coreautomation.execute.kind.system.SystemKinds;
import io.coreautomation.framework.action.KindCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The kinds there are. */
public final class Kinds {
  private final Map<String, ActionHandler<?>> byName = new LinkedHashMap<>();

  public Kinds(List<ActionHandler<?>> handlers) {
    for (var handler : handlers) {
      if (byName.put(handler.describe().name(), handler) != null) {
        throw new IllegalArgumentException("two kinds are named " + handler.describe().name());
      }
    }
  }

  /** All that this release ships; each service's package lists its own. */
  public static Kinds shipped() {
    return new Kinds(
        Stream.of(
                CloudFormationKinds.all(),
                CloudFrontKinds.all(),
                EventBridgeKinds.all(),
                CloudWatchKinds.all(),
                LambdaKinds.all(),
                SesKinds.all(),
                CodeBuildKinds.all(),
                Ec2Kinds.all(),
                EcrKinds.all(),
                ElbKinds.all(),
                GlueKinds.all(),
                HttpKinds.all(),
                IamKinds.all(),
                KmsKinds.all(),
                RdsKinds.all(),
                S3Kinds.all(),
                StepFunctionsKinds.all(),
                SystemKinds.all())
            .flatMap(List::stream)
            .toList());
  }

  /**
   * The handler of a kind.
   *
   * @throws IllegalArgumentException if there is none: compilers let no unknown kind through
   */
  public ActionHandler<?> handler(String name) {
    var handler = byName.get(name);
    if (handler == null) {
      throw new IllegalArgumentException("no kind is named " + name);
    }
    return handler;
  }

  /** Whether a kind is there. */
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  public List<ActionHandler<?>> all() {
    return List.copyOf(byName.values());
  }

  /** As compilers see them. */
  public KindCatalog catalog() {
    return new KindCatalog(all().stream().map(h -> h.describe().entry()).toList());
  }
}
