package io.coreautomation.framework.document;

import io.coreautomation.framework.problem.Source;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML 1.2 to nodes. The engine's JSON schema resolves plain scalars, so {@code yes}, dates, octals
 * and numbers with leading zeros stay text.
 */
final class YamlTree {
  private static final Tag MERGE_KEY = Tag.STR;

  private final String file;
  private final Dialect dialect;
  private final DocumentReader.Budget budget;
  private final Limits limits;

  YamlTree(String file, Dialect dialect, DocumentReader.Budget budget, Limits limits) {
    this.file = file;
    this.dialect = dialect;
    this.budget = budget;
    this.limits = limits;
  }

  Node read(String text) {
    var settings =
        LoadSettings.builder()
            .setLabel(file)
            .setUseMarks(true)
            .setAllowDuplicateKeys(true) // refused below, with both places
            .setAllowNonScalarKeys(true) // refused below, with what was probably meant
            .setMaxAliasesForCollections(limits.aliases())
            .setCodePointLimit(limits.characters())
            .build();
    try {
      return node(
          new Compose(settings)
              .composeString(text)
              .orElseThrow(
                  () ->
                      DocumentReader.unreadable(
                          Source.ofFile(file),
                          "the document is empty",
                          "Write something into it.")),
          0);
    } catch (MarkedYamlEngineException e) {
      throw DocumentReader.unreadable(
          source(e.getProblemMark().or(e::getContextMark)),
          "it is not YAML: " + e.getProblem(),
          "Mend it there; look at the indentation and quotes of the line before, too.");
    } catch (YamlEngineException e) {
      throw DocumentReader.unreadable(
          Source.ofFile(file), "it is not YAML: " + e.getMessage(), "Keep one document in a file.");
    }
  }

  private Node node(org.snakeyaml.engine.v2.nodes.Node raw, int depth) {
    var source = source(raw.getStartMark());
    budget.spend(depth, source);
    var tag = raw.getTag().getValue();
    if (tag.startsWith("!") && !tag.equals("!")) {
      return tagged(raw, tag, source, depth);
    }
    return plain(raw, source, depth);
  }

  private Node plain(org.snakeyaml.engine.v2.nodes.Node raw, Source source, int depth) {
    return switch (raw) {
      case ScalarNode scalar -> scalar(scalar, source);
      case SequenceNode sequence -> {
        var items = new ArrayList<Node>();
        for (var item : sequence.getValue()) {
          items.add(node(item, depth + 1));
        }
        yield new Node.Sequence(items, source);
      }
      case MappingNode mapping -> mapping(mapping, source, depth);
      default -> throw new IllegalStateException("a composed document has no " + raw.getNodeType());
    };
  }

  private Node.Mapping mapping(MappingNode mapping, Source source, int depth) {
    var entries = new LinkedHashMap<String, Node.Entry>();
    var merged = new ArrayList<Node.Mapping>();
    for (var tuple : mapping.getValue()) {
      var keySource = source(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        throw DocumentReader.unreadable(
            keySource,
            "a key is a list or a map",
            "If this was meant as {{ … }}, put it in quotes: YAML reads two bare braces as maps.");
      }
      var key = keyNode.getValue();
      var value = node(tuple.getValueNode(), depth + 1);
      if (dialect == Dialect.PACKAGE && key.equals("<<") && keyNode.getTag().equals(MERGE_KEY)) {
        merged.addAll(merged(value));
        continue;
      }
      var earlier = entries.putIfAbsent(key, new Node.Entry(key, keySource, value));
      if (earlier != null) {
        throw DocumentReader.unreadable(
            keySource,
            "the key '" + key + "' stands twice, first in line " + earlier.keySource().line(),
            "Remove one of the two.");
      }
    }
    for (var other : merged) {
      other.entries().forEach(entries::putIfAbsent);
    }
    return new Node.Mapping(entries, source);
  }

  private static List<Node.Mapping> merged(Node value) {
    return switch (value) {
      case Node.Mapping map -> List.of(map);
      case Node.Sequence list
          when list.items().stream().allMatch(item -> item instanceof Node.Mapping) ->
          list.items().stream().map(Node.Mapping.class::cast).toList();
      default ->
          throw DocumentReader.unreadable(
              value.source(),
              "'<<' merges maps, not " + value.describe(),
              "Refer to a map: <<: *name.");
    };
  }

  private Node.Scalar scalar(ScalarNode scalar, Source source) {
    var text = scalar.getValue();
    var tag = scalar.getTag();
    Object value;
    if (tag.equals(Tag.NULL)) {
      value = null;
    } else if (tag.equals(Tag.BOOL)) {
      value = Boolean.valueOf(text);
    } else if (tag.equals(Tag.INT)) {
      value = JsonTree.fit(new BigInteger(text));
    } else if (tag.equals(Tag.FLOAT)) {
      value = text.startsWith(".") || text.startsWith("-.") ? text : new BigDecimal(text);
    } else {
      value = text;
    }
    return new Node.Scalar(value, text, source);
  }

  private Node tagged(
      org.snakeyaml.engine.v2.nodes.Node raw, String tag, Source source, int depth) {
    var name = tag.substring(1);
    if (dialect != Dialect.CLOUDFORMATION) {
      throw DocumentReader.unreadable(
          source,
          "the tag '" + tag + "' has no meaning here",
          "Remove it; tags belong into templates.");
    }
    if (!ShortForms.NAMES.containsKey(name)) {
      throw DocumentReader.unreadable(
          source,
          "CloudFormation has no function '" + tag + "'",
          io.coreautomation.framework.problem.NearestName.suggestion(
              ShortForms.NAMES.keySet().stream().map(n -> "!" + n).toList(), tag));
    }
    var longName = ShortForms.NAMES.getOrDefault(name, name);
    var argument =
        raw instanceof ScalarNode s
            ? Node.Scalar.text(s.getValue(), source)
            : plain(raw, source, depth);
    var entry = new Node.Entry(longName, source, ShortForms.argument(longName, argument));
    return new Node.Mapping(Map.of(longName, entry), source);
  }

  private Source source(Optional<Mark> mark) {
    return mark.map(m -> new Source(file, m.getLine() + 1, m.getColumn() + 1))
        .orElse(Source.ofFile(file));
  }
}
