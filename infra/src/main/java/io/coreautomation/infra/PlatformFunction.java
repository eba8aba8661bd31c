package io.coreautomation.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * One function with what belongs to it: role, log group, version and the alias {@code live}.
 *
 * <p>On arm64: the jars hold no native code, and a second costs a fifth less. With SnapStart, which
 * takes the JVM's start out of the first call after a quiet hour; it works on versions only, as do
 * aliases.
 */
final class PlatformFunction extends Construct {
  private final Alias live;

  /**
   * @param deadLetters gets the asynchronous calls that failed for good
   */
  PlatformFunction(Construct scope, Platform platform, Handler handler, IQueue deadLetters) {
    super(scope, handler.label());
    PlatformNames names = platform.names();
    var logs =
        LogGroup.Builder.create(this, "Logs")
            .logGroupName("/aws/lambda/" + names.function(handler))
            .retention(platform.settings().logRetention())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    var role =
        Role.Builder.create(this, "Role")
            .roleName(names.role(handler))
            .description("What the function " + names.function(handler) + " runs as")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    role.addToPolicy(
        Permissions.allow(
            "WriteLogs",
            List.of("logs:CreateLogStream", "logs:PutLogEvents"),
            List.of(logs.getLogGroupArn())));
    new Permissions(names).of(handler).forEach(role::addToPolicy);
    var function =
        Function.Builder.create(this, "Function")
            .functionName(names.function(handler))
            .code(platform.code().of(handler.module()))
            .handler(handler.handlerClass())
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .memorySize(handler.memoryMegabytes())
            .timeout(Duration.seconds(handler.timeoutSeconds()))
            .role(role)
            .logGroup(logs)
            .loggingFormat(LoggingFormat.JSON)
            .tracing(Tracing.ACTIVE)
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .deadLetterQueue(deadLetters)
            .environment(environment(platform))
            // Kept, so that going back to an earlier release is moving the alias.
            .currentVersionOptions(
                VersionOptions.builder().removalPolicy(RemovalPolicy.RETAIN).build())
            .build();
    var kinds = platform.ownKinds();
    if (kinds != null && handler.knowsKinds()) {
      function.addLayers(kinds.layer(this));
      function.addEnvironment("CORE_KINDS", KindsFolder.IN_LAMBDA);
    }
    Annotations.of(function)
        .acknowledgeWarning(
            "@aws-cdk/aws-lambda:snapStartRequirePublish", "The alias points to a version.");
    live =
        Alias.Builder.create(this, "Live")
            .aliasName(PlatformNames.LIVE)
            .version(function.getCurrentVersion())
            .build();
    Nag.accept(
        role.getNode().findChild("DefaultPolicy"),
        Nag.WILDCARDS,
        "Objects are reached by prefix, rows by table and its indexes, X-Ray knows no resources,"
            + " and the target accounts' roles are the registry's knowledge; the IAM snapshot"
            + " beside the tests holds each statement to its reviewed form.");
  }

  /** What callers are given: never the function itself, so that a release is one switch. */
  Alias live() {
    return live;
  }

  /** What PlatformSettings reads: the same for all, so that one record serves every handler. */
  private static Map<String, String> environment(Platform platform) {
    PlatformNames names = platform.names();
    return new TreeMap<>(
        Map.of(
            "CORE_CLIENT", platform.settings().client(),
            "CORE_SCOPE_PREFIX", platform.settings().scopePrefix(),
            "CORE_BUCKET", names.bucket(),
            "CORE_TABLE", names.table(),
            "CORE_STATE_MACHINE_ARN", names.stateMachineArn(),
            "CORE_INVOKER_FUNCTION", names.liveArn(Handler.INVOKER),
            "CORE_DEPLOYSPEC_FUNCTION", names.liveArn(Handler.DEPLOYSPEC),
            "CORE_RUNNER_FUNCTION", names.liveArn(Handler.RUNNER),
            "CORE_EXTERNAL_ID", platform.settings().externalId(),
            "CORE_ROLE_PREFIX", names.inTarget("")));
  }
}
