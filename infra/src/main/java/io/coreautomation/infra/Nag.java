package io.coreautomation.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.constructs.IConstruct;

/** Findings of cdk-nag that we have looked at and live with, each with its reason. */
public final class Nag {
  /** A wildcard in a policy. */
  public static final String WILDCARDS = "AwsSolutions-IAM5";

  /** A policy that AWS manages. */
  public static final String MANAGED_POLICY = "AwsSolutions-IAM4";

  private Nag() {}

  /** Accepts a finding on a construct and on all that it holds. */
  public static void accept(IConstruct construct, String rule, String reason) {
    NagSuppressions.addResourceSuppressions(
        construct, List.of(NagPackSuppression.builder().id(rule).reason(reason).build()), true);
  }
}
