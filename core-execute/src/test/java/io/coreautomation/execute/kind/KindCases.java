package io.coreautomation.execute.kind;

import io.coreautomation.execute.kind.cloudformation.CloudFormationCases;
import io.coreautomation.execute.kind.cloudfront.CloudFrontCases;
import io.coreautomation.execute.kind.cloudwatch.CloudWatchCases;
import io.coreautomation.execute.kind.codebuild.CodeBuildCases;
import io.coreautomation.execute.kind.ec2.Ec2Cases;
import io.coreautomation.execute.kind.ecr.EcrCases;
import io.coreautomation.execute.kind.elb.ElbCases;
import io.coreautomation.execute.kind.eventbridge.EventBridgeCases;
import io.coreautomation.execute.kind.glue.GlueCases;
import io.coreautomation.execute.kind.http.HttpCases;
import io.coreautomation.execute.kind.iam.IamCases;
import io.coreautomation.execute.kind.kms.KmsCases;
import io.coreautomation.execute.kind.lambda.LambdaCases;
import io.coreautomation.execute.kind.rds.RdsCases;
import io.coreautomation.execute.kind.s3.S3Cases;
import io.coreautomation.execute.kind.ses.SesCases;
import io.coreautomation.execute.kind.stepfunctions.StepFunctionsCases;
import io.coreautomation.execute.kind.system.SystemCases;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cases of the contract suite; each service's package has its own. {@code -Dcore.kinds=s3}
 * leaves those of one package.
 */
public final class KindCases {
  private static final String PACKAGE =
      KindCases.class.getPackageName() + "." + System.getProperty("core.kinds", "");

  private KindCases() {}

  public static Stream<KindCase> all() {
    return Stream.of(
            CloudFormationCases.all(),
            CloudFrontCases.all(),
            CloudWatchCases.all(),
            EventBridgeCases.all(),
            LambdaCases.all(),
            SesCases.all(),
            CodeBuildCases.all(),
            Ec2Cases.all(),
            EcrCases.all(),
            ElbCases.all(),
            GlueCases.all(),
            HttpCases.all(),
            IamCases.all(),
            KmsCases.all(),
            RdsCases.all(),
            S3Cases.all(),
            StepFunctionsCases.all(),
            SystemCases.all())
        .flatMap(List::stream)
        .filter(given -> isAsked(given.handler()));
  }

  static Stream<ActionHandler<?>> kinds() {
    return Kinds.shipped().all().stream().filter(KindCases::isAsked);
  }

  private static boolean isAsked(ActionHandler<?> handler) {
    return handler.getClass().getPackageName().startsWith(PACKAGE);
  }
}
