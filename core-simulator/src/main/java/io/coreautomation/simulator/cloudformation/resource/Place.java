package io.coreautomation.simulator.cloudformation.resource;

/** An account's region, and what depends on it. */
public record Place(String accountId, String region) {
  public String partition() {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /** The ARN of something that a service has here, such as {@code key/…} of {@code kms}. */
  public String arn(String service, String resource) {
    return "arn:" + partition() + ":" + service + ":" + region + ":" + accountId + ":" + resource;
  }

  public String urlSuffix() {
    return partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
  }
}
