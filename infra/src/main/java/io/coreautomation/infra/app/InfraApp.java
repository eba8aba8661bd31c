package io.coreautomation.infra.app;

import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.infra.ApiStack;
import io.coreautomation.infra.EngineStack;
import io.coreautomation.infra.InfraSettings;
import io.coreautomation.infra.LambdaCode;
import io.coreautomation.infra.LayersStack;
import io.coreautomation.infra.Platform;
import io.coreautomation.infra.RegionStack;
import io.coreautomation.infra.StorageStack;
import io.coreautomation.infra.TriggerStack;
import io.coreautomation.infra.target.TargetEventsStack;
import io.coreautomation.infra.target.TargetRolesStack;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

/** The CDK program: {@code bin/core-infra} starts it, {@code infra/cdk.json} tells CDK so. */
public final class InfraApp {
  private static final int FILE_IS_WRONG = 2;

  /** Behaviour of CDK that its own templates for new projects switch on, as far as it is ours. */
  static final Map<String, Object> FLAGS =
      Map.of(
          "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true,
          "@aws-cdk/aws-lambda:recognizeVersionProps", true,
          "@aws-cdk/aws-lambda:recognizeLayerVersion", true,
          "@aws-cdk/aws-apigateway:disableCloudWatchRole", true,
          "@aws-cdk/core:validateSnapshotRemovalPolicy", true,
          "@aws-cdk/aws-iam:standardizedServicePrincipals", true);

  private InfraApp() {}

  public static void main(String[] arguments) {
    try {
      var app = App.Builder.create().analyticsReporting(false).postCliContext(FLAGS).build();
      Path repository = Path.of(System.getProperty("core.repository", "..")).toAbsolutePath();
      build(app, InfraSettings.read(context(app)), LambdaCode.builtIn(repository.normalize()));
      app.synth();
    } catch (ProblemException wrong) {
      wrong.problems().forEach(problem -> System.err.println(problem.text()));
      System.exit(FILE_IS_WRONG);
    }
  }

  /** Adds every stack of an installation to an app, under the eyes of cdk-nag. */
  static void build(App app, InfraSettings settings, LambdaCode code) {
    Platform platform = Platform.of(settings, code);
    var storage = new StorageStack(app, "storage", props(platform, "storage"), platform);
    var engine = new EngineStack(app, "engine", props(platform, "engine"), platform);
    var layers = new LayersStack(app, "layers", props(platform, "layers"), platform);
    var api = new ApiStack(app, "api", props(platform, "api"), platform);
    var trigger = new TriggerStack(app, "trigger", props(platform, "trigger"), platform);
    // They know each other by name; this is the order in which the names come true.
    engine.addStackDependency(storage);
    layers.addStackDependency(engine);
    for (Stack door : List.of(api, trigger)) {
      door.addStackDependency(layers);
    }
    for (String region : settings.regions()) {
      new RegionStack(app, "region-" + region, regionProps(platform, region), platform);
    }
    new TargetRolesStack(app, "target-roles", platform);
    new TargetEventsStack(app, "target-events", platform);
    Tags.of(app).add("core-automation", platform.names().base());
    Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
  }

  private static StackProps props(Platform platform, String label) {
    return props(platform, label, platform.settings().region());
  }

  private static StackProps regionProps(Platform platform, String region) {
    return props(platform, "region", region);
  }

  private static StackProps props(Platform platform, String label, @Nullable String region) {
    return StackProps.builder()
        .stackName(platform.names().base() + "-" + label)
        .description("Core Automation: " + label)
        .env(Environment.builder().account(platform.settings().account()).region(region).build())
        .terminationProtection(label.equals("storage"))
        // The command line checks the bootstrap's version itself; the templates stay plain.
        .synthesizer(
            DefaultStackSynthesizer.Builder.create().generateBootstrapVersionRule(false).build())
        .build();
  }

  @SuppressWarnings("unchecked") // CDK's context is a JSON object
  private static Map<String, ?> context(App app) {
    return (Map<String, ?>) app.getNode().getAllContext();
  }
}
