package io.coreautomation.simulator.cloudformation.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.simulator.cloudformation.template.Booleans;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What services refuse when CloudFormation hands them a resource's properties. */
public final class PropertyRules {
  private static final Set<String> ENDED_RUNTIMES =
      Set.of(
          "nodejs",
          "nodejs4.3",
          "nodejs6.10",
          "nodejs8.10",
          "nodejs10.x",
          "nodejs12.x",
          "nodejs14.x",
          "python2.7",
          "python3.6",
          "python3.7",
          "ruby2.5",
          "ruby2.7",
          "java8",
          "go1.x",
          "dotnetcore1.0",
          "dotnetcore2.0",
          "dotnetcore2.1",
          "dotnetcore3.1");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern BOOLEAN_PROPERTY =
      Pattern.compile(
          "Enabled?|Enable[A-Z]\\w*|Is[A-Z]\\w*|.*Enabled|Encrypted|MultiAZ|PubliclyAccessible"
              + "|DeletionProtection|StorageEncrypted|Block\\w*|Ignore\\w*|Restrict\\w*|FifoTopic"
              + "|FifoQueue|MapPublicIpOnLaunch|CopyTagsToSnapshot|SqsManagedSseEnabled|Versioned");

  private PropertyRules() {}

  /**
   * Properties with booleans where booleans are meant: {@code yes} and {@code on} are text to our
   * reader.
   */
  public static JsonNode read(JsonNode properties) {
    if (properties instanceof ObjectNode object) {
      var copy = object.objectNode();
      object
          .properties()
          .forEach(
              e ->
                  copy.set(
                      e.getKey(),
                      BOOLEAN_PROPERTY.matcher(e.getKey()).matches()
                          ? Booleans.read(e.getValue())
                          : read(e.getValue())));
      return copy;
    }
    return properties;
  }

  /** Why the resource cannot be made so, in the service's words; empty when it can. */
  public static Optional<String> failure(ResourceType type, ResourceState state) {
    var missing = new ArrayList<String>();
    for (var property : type.required()) {
      if (!state.properties().has(property)) {
        missing.add(property);
      }
    }
    if (!missing.isEmpty()) {
      return Optional.of(
          "Properties validation failed for resource "
              + state.logicalId()
              + " with message:\n#: required key ["
              + String.join("] not found\n#: required key [", missing)
              + "] not found");
    }
    return switch (type.name()) {
      case "AWS::Lambda::Function" -> runtime(state.properties().path("Runtime").asText());
      case "AWS::S3::Bucket" -> bucket(state.properties().path("BucketName"));
      default -> Optional.empty();
    };
  }

  private static Optional<String> runtime(String runtime) {
    return ENDED_RUNTIMES.contains(runtime)
        ? Optional.of(
            "Resource handler returned message: \"The runtime parameter of "
                + runtime
                + " is no longer supported for creating or updating AWS Lambda functions. We"
                + " recommend you use a supported runtime while creating or updating functions."
                + " (Service: Lambda, Status Code: 400)\" (HandlerErrorCode: InvalidRequest)")
        : Optional.empty();
  }

  private static Optional<String> bucket(JsonNode name) {
    return name.isTextual() && !BUCKET.matcher(name.asText()).matches()
        ? Optional.of(
            "Bucket name should not contain characters that S3 refuses, or be shorter than 3 or"
                + " longer than 63: "
                + name.asText())
        : Optional.empty();
  }
}
