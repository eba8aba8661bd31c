package io.coreautomation.simulator.cloudformation.resource;

/** An account's region, and what depends on it. */
public record Place(String accountId, String region) {
  public String partition() {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  public String urlSuffix() {
    return partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
  }
}
