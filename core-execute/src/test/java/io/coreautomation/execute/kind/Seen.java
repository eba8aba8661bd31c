package io.coreautomation.execute.kind;

import io.coreautomation.simulator.world.Documents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What others see of a world: what stands in it, and how often it was worked upon. */
final class Seen {
  private static final Set<String> BEGINNINGS = Set.of("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS");

  /** What differs between two runs of the same: their tokens, and the time of day. */
  private static final Pattern OF_A_RUN =
      Pattern.compile("ca-[0-9a-f-]{36}-[0-9a-f]{12}|\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z\"");

  /** Where services count what they have made, so that each has a name of its own. */
  private static final Pattern COUNTER = Pattern.compile("^service/\\w+/ids/");

  /** What an object holds may have a token in it, too. */
  private static final Pattern BODY = Pattern.compile("\"body\":\"([A-Za-z0-9+/]+=*)\"");

  private Seen() {}

  static List<Object> of(KindWorld world) {
    var seen = new ArrayList<Object>(stacks(world).values());
    seen.addAll(world.children().worked());
    // Sorted by what is told of them only: a name may have a token in it.
    documents(world).entrySet().stream()
        .map(document -> document.getKey() + " " + document.getValue())
        .map(document -> OF_A_RUN.matcher(document).replaceAll("*"))
        .sorted()
        .forEach(seen::add);
    return seen;
  }

  /** What stands, each by its name: not what is only announced, what is gone, or was counted. */
  static Map<String, Object> things(KindWorld world) {
    var things = new HashMap<>(stacks(world));
    things.values().removeIf(stack -> stack.toString().contains("REVIEW_IN_PROGRESS"));
    documents(world)
        .forEach(
            (name, text) -> {
              if (!COUNTER.matcher(name).find() && !text.contains("\"isDeleted\":true")) {
                things.put(name, text);
              }
            });
    return things;
  }

  private static Map<String, Object> stacks(KindWorld world) {
    var cloudFormation = world.look();
    var seen = new LinkedHashMap<String, Object>();
    for (var stack : cloudFormation.describeStacks().stacks()) {
      var id = stack.stackId();
      var operations =
          cloudFormation.describeStackEvents(r -> r.stackName(id)).stackEvents().stream()
              .filter(e -> e.stackId().equals(e.physicalResourceId()))
              .filter(e -> BEGINNINGS.contains(e.resourceStatusAsString()))
              .count();
      seen.put(
          id,
          Map.of(
              "name", stack.stackName(),
              "status", stack.stackStatusAsString(),
              "operations", operations,
              "template", cloudFormation.getTemplate(r -> r.stackName(id)).templateBody(),
              "changeSets",
                  cloudFormation.listChangeSets(r -> r.stackName(id)).summaries().size()));
    }
    return seen;
  }

  /** All that the other services of the twin keep. */
  private static Map<String, String> documents(KindWorld world) {
    var documents = new HashMap<String, String>();
    world
        .documents()
        .forEach(
            (name, document) -> {
              if (name.startsWith(Documents.PREFIX)) {
                documents.put(name, text(document));
              }
            });
    return documents;
  }

  private static String text(byte[] document) {
    return BODY.matcher(new String(document, StandardCharsets.UTF_8))
        .replaceAll(
            body ->
                Matcher.quoteReplacement(
                    new String(Base64.getDecoder().decode(body.group(1)), StandardCharsets.UTF_8)));
  }
}
