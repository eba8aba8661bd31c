package io.coreautomation.deployspec.name;

import io.coreautomation.deployspec.name.Naming.Reach;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.document.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource of a template, and a name that it gives.
 *
 * @param conditional whether it is made in some stacks only
 */
public record NamedResource(
    String logicalId, String type, Reach reach, Node name, boolean conditional) {

  /** Those of a template that give names of which we know how far they reach. */
  public static List<NamedResource> of(Mapping template) {
    var named = new ArrayList<NamedResource>();
    if (template.get("Resources").orElse(null) instanceof Mapping resources) {
      for (var entry : resources.entries().values()) {
        if (entry.value() instanceof Mapping resource
            && resource.get("Type").orElse(null) instanceof Scalar type) {
          Naming.of(type.text())
              .forEach(naming -> add(named, entry.key(), type.text(), resource, naming));
        }
      }
    }
    return List.copyOf(named);
  }

  private static void add(
      List<NamedResource> named, String id, String type, Mapping resource, Naming naming) {
    var properties = resource.get("Properties").orElse(null);
    if (type.equals("AWS::Route53::RecordSet") && mayBeOneOfSeveral(properties)) {
      return;
    }
    var node = properties;
    for (var step : naming.property()) {
      node = node instanceof Mapping map ? map.get(step).orElse(null) : null;
    }
    if (node == null) {
      return;
    }
    var conditional = resource.get("Condition").isPresent();
    var names = node instanceof Sequence list ? list.items() : List.of(node);
    names.forEach(
        name -> named.add(new NamedResource(id, type, naming.reach(), name, conditional)));
  }

  /** Whether a record stands beside others of its name: to route by region, or in other zones. */
  private static boolean mayBeOneOfSeveral(@Nullable Node properties) {
    return !(properties instanceof Mapping map)
        || map.get("SetIdentifier").isPresent()
        || map.get("HostedZoneId").or(() -> map.get("HostedZoneName")).stream()
            .noneMatch(Scalar.class::isInstance);
  }
}
