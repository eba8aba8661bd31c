package io.coreautomation.deployspec.spec;

import io.coreautomation.framework.archive.PackageFiles;
import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.rendering.Renderer;
import io.coreautomation.framework.shape.Field;
import io.coreautomation.framework.shape.ShapeCheck;
import io.coreautomation.framework.shape.Shapes;
import io.coreautomation.framework.task.TaskVerb;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds and reads the specs at the root of a package. */
public final class SpecReader {
  private static final Map<TaskVerb, String> NAMES = names();
  private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");

  private final DocumentReader documents = new DocumentReader();

  /**
   * Reads all specs of a package, by the task that each is for. One that cannot be read is reported
   * and left out.
   */
  public Map<TaskVerb, SpecDocument> read(PackageFiles files, Problems problems) {
    var specs = new EnumMap<TaskVerb, SpecDocument>(TaskVerb.class);
    var found = 0;
    for (var name : NAMES.entrySet()) {
      var present =
          EXTENSIONS.stream()
              .map(extension -> name.getValue() + extension)
              .filter(files.paths()::contains)
              .toList();
      found += present.size();
      if (present.size() > 1) {
        problems.add(
            Problem.at(
                Source.ofFile(present.getLast()),
                ProblemCode.PACKAGE_INVALID,
                "the package has " + String.join(" and ", present),
                "Keep one of them."));
      }
      for (var file : present) {
        document(file, files.get(file).orElseThrow(), problems)
            .ifPresent(spec -> specs.putIfAbsent(name.getKey(), spec));
      }
    }
    if (found == 0) {
      problems.add(
          Problem.of(
              ProblemCode.SPEC_MISSING,
              "the package has no deployspec.yaml at its root",
              "Let 'core init DIR' write one, or name the folder that has it."));
    }
    return specs;
  }

  /** Whether a package has a spec of its own for a task. */
  public static boolean has(PackageFiles files, TaskVerb verb) {
    return EXTENSIONS.stream()
        .anyMatch(extension -> files.paths().contains(NAMES.getOrDefault(verb, "") + extension));
  }

  private Optional<SpecDocument> document(String file, byte[] content, Problems problems) {
    try {
      return switch (documents.read(file, content, Dialect.PACKAGE)) {
        case Node.Sequence list ->
            Optional.of(
                new SpecDocument(
                    file,
                    empty(list.source()),
                    empty(list.source()),
                    empty(list.source()),
                    actions(list, problems),
                    null,
                    empty(list.source())));
        case Mapping map -> mapping(file, map, problems);
        case Node.Scalar scalar -> {
          problems.add(
              Problem.at(
                  scalar.source(),
                  ProblemCode.FIELD_INVALID,
                  "the deployspec is " + scalar.describe() + ", not a list or a map",
                  "Write a list of actions."));
          yield Optional.empty();
        }
      };
    } catch (ProblemException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  private static Optional<SpecDocument> mapping(String file, Mapping map, Problems problems) {
    new ShapeCheck(problems, scalar -> Renderer.isRendered(scalar.text()))
        .check(Shapes.of(WrittenSpec.class), map, "");
    var actions = value(map, "actions");
    if (actions.isEmpty()) {
      problems.add(
          Problem.at(
              map.source(),
              ProblemCode.FIELD_MISSING,
              "the field 'actions' is missing",
              "Add 'actions': a list of what is to be done."));
    }
    return Optional.of(
        new SpecDocument(
            file,
            part(map, "defaults"),
            part(map, "variables"),
            part(map, "targets"),
            actions.map(node -> actions(node, problems)).orElse(List.of()),
            value(map, "waves").orElse(null),
            rules(map)));
  }

  private static Mapping rules(Mapping map) {
    var rules = new LinkedHashMap<String, Node.Entry>();
    Shapes.of(RunRules.class)
        .fields()
        .forEach(
            rule ->
                entry(map, rule.name())
                    .filter(entry -> !Nodes.isNull(entry.value()))
                    .ifPresent(entry -> rules.put(entry.key(), entry)));
    return new Mapping(rules, map.source());
  }

  private static List<Mapping> actions(Node node, Problems problems) {
    var items = node instanceof Node.Sequence list ? list.items() : List.of(node);
    var actions = new ArrayList<Mapping>();
    for (var item : items) {
      if (item instanceof Mapping action) {
        actions.add(action);
      } else {
        problems.add(
            Problem.at(
                item.source(),
                ProblemCode.FIELD_INVALID,
                "an action is " + item.describe() + ", not a map",
                "Write a name, a kind and params."));
      }
    }
    if (items.isEmpty()) {
      problems.add(
          Problem.at(
              node.source(),
              ProblemCode.FIELD_INVALID,
              "there are no actions",
              "Write at least one."));
    }
    return actions;
  }

  /** The entry of a map under any spelling of a name. */
  static Optional<Node.Entry> entry(Mapping map, String name) {
    return map.entries().values().stream()
        .filter(entry -> Field.fold(entry.key()).equals(Field.fold(name)))
        .findFirst();
  }

  static Optional<Node> value(Mapping map, String name) {
    return entry(map, name).map(Node.Entry::value).filter(node -> !Nodes.isNull(node));
  }

  private static Mapping part(Mapping map, String name) {
    return value(map, name)
        .filter(Mapping.class::isInstance)
        .map(Mapping.class::cast)
        .orElse(empty(map.source()));
  }

  private static Mapping empty(Source source) {
    return new Mapping(Map.of(), source);
  }

  private static Map<TaskVerb, String> names() {
    var names = new LinkedHashMap<TaskVerb, String>();
    names.put(TaskVerb.DEPLOY, "deployspec");
    names.put(TaskVerb.PLAN, "planspec");
    names.put(TaskVerb.APPLY, "applyspec");
    names.put(TaskVerb.TEARDOWN, "teardownspec");
    return names;
  }
}
