package io.coreautomation.execute.kind;

import io.coreautomation.simulator.world.Documents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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

  /** What an object holds may have a token in it, too. */
  private static final Pattern BODY = Pattern.compile("\"body\":\"([A-Za-z0-9+/]+=*)\"");

  private Seen() {}

  static List<Object> of(KindWorld world) {
    var seen = new ArrayList<Object>(stacks(world));
    seen.addAll(world.children().worked());
    seen.addAll(documents(world));
    return seen;
  }

  private static List<Object> stacks(KindWorld world) {
    var cloudFormation = world.look();
    var seen = new ArrayList<>();
    for (var stack : cloudFormation.describeStacks().stacks()) {
      var id = stack.stackId();
      var operations =
          cloudFormation.describeStackEvents(r -> r.stackName(id)).stackEvents().stream()
              .filter(e -> e.stackId().equals(e.physicalResourceId()))
              .filter(e -> BEGINNINGS.contains(e.resourceStatusAsString()))
              .count();
      seen.add(
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
  private static List<String> documents(KindWorld world) {
    return world.documents().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(Documents.PREFIX))
        .map(entry -> entry.getKey() + " " + text(entry.getValue()))
        .map(document -> OF_A_RUN.matcher(document).replaceAll("*"))
        .sorted() // only now: a key may name a token
        .toList();
  }

  private static String text(byte[] document) {
    return BODY.matcher(new String(document, StandardCharsets.UTF_8))
        .replaceAll(
            body ->
                Matcher.quoteReplacement(
                    new String(Base64.getDecoder().decode(body.group(1)), StandardCharsets.UTF_8)));
  }
}
