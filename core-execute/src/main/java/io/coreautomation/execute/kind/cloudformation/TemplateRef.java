package io.coreautomation.execute.kind.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.problem.Source;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A template as a compiled action refers to it.
 *
 * @param key of the author's bytes in the object store; null if the template lies at a URL
 * @param file as its author knows it
 */
record TemplateRef(@Nullable String key, @Nullable String url, String file) {
  /** CloudFormation's limit for a template in the request itself, in bytes. */
  private static final int BODY_LIMIT = 51_200;

  static TemplateRef of(JsonNode compiled) {
    var key = compiled.path("key").textValue();
    var url = compiled.path("url").textValue();
    if (key == null && url == null) {
      throw new IllegalArgumentException("no compiled template: " + compiled);
    }
    return new TemplateRef(key, url, compiled.path("file").asText("template"));
  }

  /** The template in the request, if it is small enough for that. */
  Optional<String> body(ActionContext context) {
    if (key == null) {
      return Optional.empty();
    }
    var bytes = context.object(key);
    return bytes.length > BODY_LIMIT
        ? Optional.empty()
        : Optional.of(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Where CloudFormation reads it, if it does not stand in the request. */
  String location(ActionContext context) {
    return url != null ? url : context.objectUrl(java.util.Objects.requireNonNull(key)).toString();
  }

  /** The parameters that it declares; nothing if only AWS can read it. */
  Optional<Set<String>> parameters(ActionContext context) {
    return content(context).map(TemplateContent::parameters);
  }

  /** What stands in it; nothing if only AWS can read it. */
  Optional<TemplateContent> content(ActionContext context) {
    return document(context).map(TemplateContent::new);
  }

  /**
   * What it is, whatever its name: the digest of its content, which is the name of its object, or
   * where it lies.
   */
  String identity() {
    return key == null ? String.valueOf(url) : ObjectKeys.templateDigest(key).toString();
  }

  /** Where a resource stands in its author's file. */
  Optional<Source> resource(ActionContext context, String logicalId) {
    return document(context)
        .flatMap(root -> root.get("Resources"))
        .filter(Node.Mapping.class::isInstance)
        .map(node -> ((Node.Mapping) node).entries().get(logicalId))
        .map(Node.Entry::keySource);
  }

  private Optional<Node.Mapping> document(ActionContext context) {
    if (key == null) {
      return Optional.empty();
    }
    var read = new DocumentReader().read(file, context.object(key), Dialect.CLOUDFORMATION);
    return read instanceof Node.Mapping map ? Optional.of(map) : Optional.empty();
  }
}
