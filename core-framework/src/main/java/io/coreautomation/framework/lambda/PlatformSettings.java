package io.coreautomation.framework.lambda;

import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where the platform's own resources are: read once, at the edge, from the environment of a Lambda.
 * Nothing deeper reads the environment.
 *
 * @param client the tenant
 * @param scopePrefix begins the names of a parallel installation; empty for the first one
 * @param bucket of artefacts
 * @param table of the registry
 * @param stateMachineArn of all runs; it also tells the platform's account and region
 * @param externalId what target accounts' roles ask for; not printed
 * @param rolePrefix begins the names of the roles in target accounts
 * @param world what runs are recorded as having acted on
 * @param kinds the folder of the kinds that core does not ship; empty for none
 */
public record PlatformSettings(
    String client,
    String scopePrefix,
    String bucket,
    String table,
    String stateMachineArn,
    String runnerFunction,
    String deployspecFunction,
    String invokerFunction,
    String externalId,
    String rolePrefix,
    String world,
    String kinds) {
  private static final Pattern STATE_MACHINE =
      Pattern.compile("arn:(aws[a-z-]*):states:([a-z0-9-]+):([0-9]{12}):stateMachine:[^:]+");

  public PlatformSettings {
    if (!STATE_MACHINE.matcher(stateMachineArn).matches()) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.REQUEST_INVALID,
              "CORE_STATE_MACHINE_ARN is '"
                  + stateMachineArn
                  + "', which is no state machine's ARN",
              "Deploy the platform's stacks again: they set it."));
    }
  }

  /**
   * Reads them.
   *
   * @throws ProblemException that names all that are missing
   */
  public static PlatformSettings read(Map<String, String> environment) {
    var reader = new Reader(environment, new Problems());
    var client = reader.required("CORE_CLIENT");
    var bucket = reader.required("CORE_BUCKET");
    var table = reader.required("CORE_TABLE");
    var stateMachine = reader.required("CORE_STATE_MACHINE_ARN");
    var runner = reader.required("CORE_RUNNER_FUNCTION");
    var deployspec = reader.required("CORE_DEPLOYSPEC_FUNCTION");
    var invoker = reader.required("CORE_INVOKER_FUNCTION");
    var externalId = reader.required("CORE_EXTERNAL_ID");
    reader.problems().throwIfAny();
    return new PlatformSettings(
        client,
        environment.getOrDefault("CORE_SCOPE_PREFIX", ""),
        bucket,
        table,
        stateMachine,
        runner,
        deployspec,
        invoker,
        externalId,
        environment.getOrDefault("CORE_ROLE_PREFIX", "core-automation-"),
        environment.getOrDefault("CORE_WORLD", "aws"),
        environment.getOrDefault("CORE_KINDS", ""));
  }

  /** The account that the platform lives in. */
  public String account() {
    return part(3);
  }

  /** The region that the platform lives in. */
  public String region() {
    return part(2);
  }

  /** Such as {@code aws} or {@code aws-cn}. */
  public String partition() {
    return part(1);
  }

  private String part(int group) {
    var arn = STATE_MACHINE.matcher(stateMachineArn);
    if (!arn.matches()) {
      throw new IllegalStateException("the constructor has checked it");
    }
    return arn.group(group);
  }

  @Override
  public String toString() {
    return "PlatformSettings[client=" + client + ", table=" + table + ", bucket=" + bucket + "]";
  }

  private record Reader(Map<String, String> environment, Problems problems) {
    String required(String name) {
      var value = environment.getOrDefault(name, "");
      if (value.isBlank()) {
        problems.add(
            Problem.of(
                ProblemCode.REQUEST_INVALID,
                "the setting " + name + " is missing",
                "Deploy the platform's stacks again: they set it."));
      }
      return value;
    }
  }
}
