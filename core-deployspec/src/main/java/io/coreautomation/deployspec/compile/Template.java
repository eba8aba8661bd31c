package io.coreautomation.deployspec.compile;

import io.coreautomation.deployspec.name.NamedResource;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.json.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a compiler knows of a CloudFormation template.
 *
 * @param key in the object store, under which its author's bytes are kept
 * @param defaults of parameters, as far as they have any
 * @param named resources to which its author gives names
 * @param open whether a macro or an include may add parameters and outputs: then nothing is said
 *     about names that are not here
 */
record Template(
    String path,
    Digest digest,
    String key,
    Set<String> parameters,
    Set<String> required,
    Set<String> outputs,
    Map<String, String> defaults,
    List<NamedResource> named,
    boolean open) {

  static Template of(String path, Digest digest, String key, Mapping document) {
    var parameters = section(document, "Parameters");
    var required = new TreeSet<String>();
    for (var entry : parameters.entries().values()) {
      if (entry.value() instanceof Mapping declared && declared.get("Default").isEmpty()) {
        required.add(entry.key());
      }
    }
    var defaults = new TreeMap<String, String>();
    for (var entry : parameters.entries().values()) {
      if (entry.value() instanceof Mapping declared
          && declared.get("Default").orElse(null) instanceof Scalar value) {
        defaults.put(entry.key(), value.text());
      }
    }
    var outputs = section(document, "Outputs");
    return new Template(
        path,
        digest,
        key,
        new TreeSet<>(parameters.entries().keySet()),
        required,
        new TreeSet<>(outputs.entries().keySet()),
        defaults,
        NamedResource.of(document),
        isOpen(document, parameters, outputs));
  }

  private static boolean isOpen(Mapping document, Mapping parameters, Mapping outputs) {
    if (document.get("Fn::Transform").isPresent()
        || hasFunction(parameters)
        || hasFunction(outputs)) {
      return true;
    }
    // AWS's own transforms of a whole template leave its parameters and outputs alone; an include
    // does not.
    return document.get("Transform").stream()
        .flatMap(
            node ->
                node instanceof Node.Sequence list
                    ? list.items().stream()
                    : Optional.of(node).stream())
        .anyMatch(
            transform ->
                !(transform instanceof Scalar scalar)
                    || !scalar.text().startsWith("AWS::")
                    || scalar.text().equals("AWS::Include"));
  }

  private static boolean hasFunction(Mapping section) {
    return section.entries().keySet().stream().anyMatch(key -> key.startsWith("Fn::"));
  }

  private static Mapping section(Mapping document, String name) {
    return document.get(name).orElse(null) instanceof Mapping section
        ? section
        : new Mapping(Map.of(), document.source());
  }
}
