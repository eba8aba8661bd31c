package io.coreautomation.execute.turn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.run.RunProgress;
import io.coreautomation.framework.action.Expressions.Part;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sensitive outputs that params refer to. They are stored nowhere: a mark stands in their place
 * until the call that needs them is made, which reads them from where they are. Thread-safe.
 */
final class Secrets {
  private final Outputs outputs;
  private final RunProgress progress;
  private final Reader reader;

  private final RandomGenerator random;
  private volatile @Nullable String begin;
  private final List<Part.OutputOf> marked = new ArrayList<>();
  private final Map<String, Map<String, String>> read = new ConcurrentHashMap<>();

  /** Reads the outputs of what an action has made, as they are now. */
  interface Reader {
    Progress read(String action);
  }

  /**
   * @param random makes marks that no author can know: what looks like one would be taken for it
   */
  Secrets(Outputs outputs, RunProgress progress, RandomGenerator random, Reader reader) {
    this.outputs = outputs;
    this.progress = progress;
    this.reader = reader;
    this.random = random;
  }

  /** What a reference means now; a mark if that is sensitive. */
  String value(Part part) {
    return part instanceof Part.OutputOf output && outputs.isHidden(output, progress)
        ? marked(output)
        : outputs.value(part, progress);
  }

  private String marked(Part.OutputOf output) {
    synchronized (marked) {
      if (begin == null) {
        begin = "<secret " + Long.toHexString(random.nextLong()) + "-";
      }
      marked.add(output);
      return begin + (marked.size() - 1) + ">";
    }
  }

  /** Whether params wait for something sensitive. */
  boolean areIn(JsonNode params) {
    var known = begin;
    return known != null
        && (params.isTextual()
            ? params.textValue().contains(known)
            : params.valueStream().anyMatch(this::areIn));
  }

  /**
   * Params as the call needs them.
   *
   * @throws ProblemException if something cannot be read, or is not there any more
   */
  ObjectNode revealed(ObjectNode params) {
    var revealed = Json.object();
    params.properties().forEach(field -> revealed.set(field.getKey(), tree(field.getValue())));
    return revealed;
  }

  private JsonNode tree(JsonNode node) {
    if (node.isTextual()) {
      var mark = Pattern.compile(begin + "([0-9]+)>");
      return TextNode.valueOf(
          mark.matcher(node.textValue()).replaceAll(m -> Matcher.quoteReplacement(secret(m))));
    }
    if (node instanceof ObjectNode object) {
      return revealed(object);
    }
    if (node.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode(node.size());
      node.forEach(item -> array.add(tree(item)));
      return array;
    }
    return node;
  }

  private String secret(MatchResult found) {
    Part.OutputOf output;
    synchronized (marked) {
      output = marked.get(Integer.parseInt(found.group(1)));
    }
    var value = read.computeIfAbsent(output.actionId(), this::read).get(output.output());
    if (value == null) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.OUTPUT_MISSING,
              "the sensitive output '"
                  + output.output()
                  + "' of '"
                  + output.actionId()
                  + "' is not there any more",
              "Deploy what has it again. A sensitive output does not leave its run."));
    }
    return value;
  }

  private Map<String, String> read(String action) {
    return switch (reader.read(action)) {
      case Progress.Done done -> done.outputs();
      case Progress.Failed(Problem problem) -> throw new ProblemException(problem);
      case Progress.Running _, Progress.Previewed _, Progress.NotBegun _ ->
          throw new IllegalStateException("outputs are read at once");
    };
  }

  /** A failure without what was revealed: AWS repeats values that it does not like. */
  Problem hidden(Problem problem) {
    var message = problem.message();
    for (var value : revealed()) {
      message = message.replace(value, Outputs.HIDDEN);
    }
    return problem.withMessage(message);
  }

  private List<String> revealed() {
    synchronized (marked) {
      return marked.stream()
          .map(o -> read.getOrDefault(o.actionId(), Map.of()).getOrDefault(o.output(), ""))
          .filter(value -> !value.isEmpty())
          .toList();
    }
  }
}
