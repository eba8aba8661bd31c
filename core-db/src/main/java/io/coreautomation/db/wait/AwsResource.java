package io.coreautomation.db.wait;

/**
 * A resource of AWS whose events name no run, such as {@code codebuild/shop:8745a7a9-…} or {@code
 * ec2/ami-0abcdef1234567890}.
 *
 * @param service in AWS's own spelling of event sources, without {@code aws.}
 * @param id that no other account's resource has
 */
public record AwsResource(String service, String id) {
  public AwsResource {
    if (service.isBlank() || service.contains("#") || id.isBlank()) {
      throw new IllegalArgumentException("no resource of AWS is '" + service + "/" + id + "'");
    }
  }

  @Override
  public String toString() {
    return service + "/" + id;
  }
}
