package io.coreautomation.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.Method;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.RequestValidatorOptions;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The REST API: one function behind {@code /v1/…}, IAM on every method. REST, not HTTP, for its
 * resource policy.
 */
public final class ApiStack extends Stack {
  private static final int REQUESTS_PER_SECOND = 50;
  private static final int BURST = 100;

  public ApiStack(Construct scope, String id, StackProps props, Platform platform) {
    super(scope, id, props);
    PlatformNames names = platform.names();
    var letters = new DeadLetters(this, "DeadLetters", names.base() + "-api-dead-letters");
    var function = new PlatformFunction(this, platform, Handler.API, letters.queue());
    var accessLogs =
        LogGroup.Builder.create(this, "AccessLogs")
            .logGroupName("/aws/apigateway/" + names.base())
            .retention(platform.settings().logRetention())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    var api =
        RestApi.Builder.create(this, "Api")
            .restApiName(names.base())
            .description("Core Automation for " + platform.settings().client())
            .endpointTypes(List.of(EndpointType.REGIONAL))
            .cloudWatchRole(true)
            .policy(whoMayCall(platform.settings()))
            .defaultMethodOptions(
                MethodOptions.builder().authorizationType(AuthorizationType.IAM).build())
            .deployOptions(stage(accessLogs))
            .build();
    var integration =
        LambdaIntegration.Builder.create(function.live())
            .proxy(true)
            .scopePermissionToMethod(false)
            .build();
    var validator =
        api.addRequestValidator(
            "Validator",
            RequestValidatorOptions.builder()
                .validateRequestParameters(true)
                .validateRequestBody(true)
                .build());
    var method =
        api.getRoot()
            .addResource("v1")
            .addResource("{proxy+}")
            .addMethod(
                "ANY",
                integration,
                MethodOptions.builder()
                    .authorizationType(AuthorizationType.IAM)
                    .requestParameters(Map.of("method.request.path.proxy", true))
                    .requestValidator(validator)
                    .build());
    CfnOutput.Builder.create(this, "Url").value(api.getUrl() + "v1").build();

    var alarms = new Alarms(this, names);
    alarms.onDeadLetters("api-dead-letters", letters, "An asynchronous call of the API failed.");
    alarms.onAny(
        "api-errors", api.metricServerError(), "The API answered with a fault of its own.");
    accept(api, method);
  }

  private static StageOptions stage(LogGroup accessLogs) {
    return StageOptions.builder()
        .stageName("live")
        .accessLogDestination(new LogGroupLogDestination(accessLogs))
        .accessLogFormat(AccessLogFormat.jsonWithStandardFields())
        .loggingLevel(MethodLoggingLevel.ERROR)
        .dataTraceEnabled(false)
        .metricsEnabled(true)
        .tracingEnabled(true)
        .throttlingRateLimit(REQUESTS_PER_SECOND)
        .throttlingBurstLimit(BURST)
        .build();
  }

  /** Those that were named, else the trusted accounts, else our own account. */
  private PolicyDocument whoMayCall(InfraSettings settings) {
    var trusted = new TrustedAccounts(settings);
    List<String> invoke = List.of("execute-api:Invoke");
    List<String> everyRoute = List.of("execute-api:/*");
    PolicyStatement statement;
    if (settings.apiPrincipals().isEmpty() && trusted.any()) {
      statement = trusted.allow("Call", invoke, everyRoute, Map.of());
    } else {
      List<IPrincipal> named =
          settings.apiPrincipals().stream().<IPrincipal>map(ArnPrincipal::new).toList();
      statement =
          PolicyStatement.Builder.create()
              .sid("Call")
              .effect(Effect.ALLOW)
              .principals(named.isEmpty() ? List.of(new AccountPrincipal(getAccount())) : named)
              .actions(invoke)
              .resources(everyRoute)
              .build();
    }
    return PolicyDocument.Builder.create().statements(List.of(statement)).build();
  }

  private static void accept(RestApi api, Method method) {
    Nag.accept(
        api.getDeploymentStage(),
        "AwsSolutions-APIG3",
        "Every call is signed and the resource policy names who may sign: a web firewall would"
            + " look at nobody else's requests.");
    Nag.accept(
        method, "AwsSolutions-COG4", "Callers are IAM principals; there are no users to pool.");
    Nag.accept(
        api.getNode().findChild("CloudWatchRole"),
        Nag.MANAGED_POLICY,
        "API Gateway's account-wide role for logs takes the policy that AWS keeps for it.");
  }
}
