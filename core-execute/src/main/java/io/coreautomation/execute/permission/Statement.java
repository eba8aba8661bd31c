package io.coreautomation.execute.permission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One statement of a policy: actions that are allowed on resources.
 *
 * @param conditions values by keys by operators
 */
public record Statement(
    SortedSet<String> actions,
    SortedSet<String> resources,
    Map<String, ? extends Map<String, SortedSet<String>>> conditions) {
  public Statement {
    actions = new TreeSet<>(actions);
    resources = new TreeSet<>(resources);
  }

  ObjectNode json() {
    var json = Json.object().put("Effect", "Allow");
    json.set("Action", oneOrMany(actions));
    json.set("Resource", oneOrMany(resources));
    if (!conditions.isEmpty()) {
      var written = json.putObject("Condition");
      conditions.forEach(
          (operator, keys) -> {
            var values = written.putObject(operator);
            keys.forEach((key, some) -> values.set(key, oneOrMany(some)));
          });
    }
    return json;
  }

  private static JsonNode oneOrMany(SortedSet<String> texts) {
    return Json.tree(texts.size() == 1 ? texts.first() : List.copyOf(texts));
  }
}
