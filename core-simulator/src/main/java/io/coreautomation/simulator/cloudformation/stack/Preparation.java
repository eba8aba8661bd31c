package io.coreautomation.simulator.cloudformation.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.resource.ResourceTypes;
import io.coreautomation.simulator.cloudformation.template.ParameterValues;
import io.coreautomation.simulator.cloudformation.template.Template;
import io.coreautomation.simulator.cloudformation.template.TemplateReader;
import io.coreautomation.simulator.world.TwinWorld;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is checked before a stack is touched: template, parameters, capabilities, role. */
public final class Preparation {
  private static final int BODY_BYTES = 51_200;
  private static final int URL_BYTES = 1_048_576;
  private static final String IAM = "CAPABILITY_IAM";
  private static final String NAMED_IAM = "CAPABILITY_NAMED_IAM";
  private static final String AUTO_EXPAND = "CAPABILITY_AUTO_EXPAND";

  private final TwinWorld world;
  private final SsmParameters ssm;

  Preparation(TwinWorld world, SsmParameters ssm) {
    this.world = world;
    this.ssm = ssm;
  }

  /** A template with its parameters' values. */
  record Prepared(Template template, Map<String, ParameterValues.Value> parameters) {}

  /** The text that a body or a URL stands for; null when neither is given. */
  public @Nullable String text(@Nullable String body, @Nullable String url) {
    if (body != null) {
      if (body.getBytes(StandardCharsets.UTF_8).length > BODY_BYTES) {
        throw Refused.constraint(
            "templateBody",
            body.substring(0, 64) + "...",
            "have length less than or equal to " + BODY_BYTES);
      }
      if (body.isEmpty()) {
        throw Refused.constraint("templateBody", "", "have length greater than or equal to 1");
      }
      return body;
    }
    if (url == null) {
      return null;
    }
    byte[] bytes;
    try {
      bytes = world.settings().objects().apply(URI.create(url)).orElseThrow(Preparation::noObject);
    } catch (IllegalArgumentException e) {
      throw noObject();
    }
    if (bytes.length > URL_BYTES) {
      throw Refused.invalid("Template may not exceed " + URL_BYTES + " bytes in size.");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static RuntimeException noObject() {
    return Refused.invalid(
        "TemplateURL must reference a valid S3 object to which you have access.");
  }

  /** The refusal of a call that names no template. */
  public static RuntimeException noTemplate() {
    return Refused.invalid("Either Template URL or Template Body must be specified.");
  }

  /**
   * Reads a template for a stack.
   *
   * @param previous parameters of the stack
   */
  Prepared prepare(
      Place place,
      String text,
      List<ParameterValues.Given> given,
      Map<String, ParameterValues.Value> previous) {
    var reader = TemplateReader.read(text);
    var values =
        ParameterValues.resolve(
            reader.parameters(), given, previous, name -> ssm.value(place, name));
    var nodes = new HashMap<String, JsonNode>();
    values.forEach((name, value) -> nodes.put(name, value.node()));
    return new Prepared(reader.template(nodes), values);
  }

  /**
   * Checks that a caller acknowledges what a template does.
   *
   * @param direct whether it is carried out without a change set to look at
   */
  static void checkCapabilities(Template template, List<String> capabilities, boolean direct) {
    var needed = neededCapability(template);
    if (needed.equals(NAMED_IAM) && !capabilities.contains(NAMED_IAM)) {
      throw Refused.capabilities(NAMED_IAM);
    }
    if (needed.equals(IAM) && !capabilities.contains(IAM) && !capabilities.contains(NAMED_IAM)) {
      throw Refused.capabilities(IAM);
    }
    if (direct && !template.transforms().isEmpty() && !capabilities.contains(AUTO_EXPAND)) {
      throw Refused.capabilities(AUTO_EXPAND);
    }
  }

  /** The IAM capability that a template needs; empty when none. */
  static String neededCapability(Template template) {
    var needed = "";
    for (var resource : template.resources().values()) {
      var type = ResourceTypes.of(resource.type());
      if (type.iam() && !resource.type().equals("AWS::IAM::AccessKey")) {
        var naming = type.naming();
        var named =
            naming.scope()
                    != io.coreautomation.simulator.cloudformation.resource.ResourceType.Scope.NONE
                && resource.properties().has(naming.property());
        if (named) {
          return NAMED_IAM;
        }
        needed = IAM;
      }
    }
    return needed;
  }

  /** Checks that CloudFormation may become a role of the account. */
  void checkRole(Place place, @Nullable String roleArn) {
    if (roleArn == null || roleArn.isEmpty()) {
      return;
    }
    var trusted =
        world
            .accounts()
            .role(roleArn)
            .filter(r -> r.accountId().equals(place.accountId()))
            .filter(r -> r.trustedServices().contains("cloudformation.amazonaws.com"))
            .isPresent();
    if (!trusted) {
      throw Refused.invalid("Role " + roleArn + " is invalid or cannot be assumed");
    }
  }
}
