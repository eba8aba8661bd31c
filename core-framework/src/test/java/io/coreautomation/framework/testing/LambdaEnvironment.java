package io.coreautomation.framework.testing;

import java.util.Map;

/** The environment that infra gives to each of the platform's functions. */
public final class LambdaEnvironment {
  /** All settings that must be given, with values that are valid. */
  public static final Map<String, String> COMPLETE =
      Map.of(
          "CORE_CLIENT", "acme",
          "CORE_BUCKET", "acme-automation-eu-west-1",
          "CORE_TABLE", "acme-automation-registry",
          "CORE_STATE_MACHINE_ARN", "arn:aws:states:eu-west-1:111122223333:stateMachine:acme-runs",
          "CORE_RUNNER_FUNCTION", "acme-runner",
          "CORE_DEPLOYSPEC_FUNCTION", "acme-deployspec",
          "CORE_INVOKER_FUNCTION", "acme-invoker",
          "CORE_EXTERNAL_ID", "s3cr3t-external-id");

  private LambdaEnvironment() {}
}
