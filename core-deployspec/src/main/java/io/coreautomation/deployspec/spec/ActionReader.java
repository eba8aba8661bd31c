package io.coreautomation.deployspec.spec;

import io.coreautomation.deployspec.spec.WrittenSpec.ActionFields;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.rendering.Renderer;
import io.coreautomation.framework.shape.Binder;
import io.coreautomation.framework.shape.Field;
import io.coreautomation.framework.shape.ShapeCheck;
import io.coreautomation.framework.shape.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes actions of what is written: spellings, defaults, and what this release does not know. */
public final class ActionReader {
  private static final List<String> PLAIN_DEFAULTS =
      List.of("retry", "timeout", "onTimeout", "saveOutputs", "stage");

  /** What is rendered once the action has a target. */
  private static final Set<String> LATE = Set.of("params", "spec", "condition", "lock", "set");

  private final KindCatalog kinds;
  private final Renderer renderer;
  private final Map<String, ?> names;
  private final Mapping defaults;
  private final Problems problems;
  private final Problems notes;

  /**
   * A reader for the actions of one document.
   *
   * @param names what expressions outside of params may use
   * @param defaults of the document, not rendered
   */
  public ActionReader(
      KindCatalog kinds,
      Renderer renderer,
      Map<String, ?> names,
      Mapping defaults,
      Problems problems,
      Problems notes) {
    this.kinds = kinds;
    this.renderer = renderer;
    this.names = names;
    this.problems = problems;
    this.notes = notes;
    this.defaults = (Mapping) rendered(defaults);
    if (!defaults.entries().isEmpty()) {
      new Binder(problems).bind(WrittenSpec.Defaults.class, this.defaults, "defaults");
    }
  }

  /** The action, or nothing if something about it is wrong, which is reported. */
  public Optional<SpecAction> read(Mapping written, String path) {
    var before = problems.size();
    var known = Upstream.known(written, problems, notes);
    var params = SpecReader.entry(known, "params").or(() -> SpecReader.entry(known, "spec"));
    var head = (Mapping) rendered(part(known, name -> !LATE.contains(name)));
    if (problems.size() > before) {
      new ShapeCheck(problems, scalar -> Renderer.isRendered(scalar.text()))
          .check(Shapes.of(ActionFields.class), known, path);
      return Optional.empty();
    }
    var kind = kind(head, path);
    var own = params.map(Node.Entry::value).filter(node -> !Nodes.isNull(node));
    if (own.isPresent() && !(own.get() instanceof Mapping)) {
      problems.add(
          Problem.at(
                  own.get().source(),
                  ProblemCode.FIELD_INVALID,
                  "'params' is " + own.get().describe() + ", not a map",
                  "Write a map.")
              .withPath(path + ".params"));
    }
    var values =
        own.filter(Mapping.class::isInstance)
            .map(Mapping.class::cast)
            .orElse(new Mapping(Map.of(), written.source()));
    var targeted = kind.map(KindCatalog.Entry::targeted).orElse(true);
    var split = split(values, kind.orElse(null));
    var early = withDefaults(merged(head, split.where(), path), targeted);
    var whole =
        joined(early, part(known, name -> LATE.contains(name) && !name.matches("params|spec")));
    var bound = new Binder(problems).bind(ActionFields.class, whole, path);
    if (bound.isPresent() && kind.isPresent()) {
      checkWait(bound.get(), kind.get(), whole, path);
    }
    if (problems.size() > before || bound.isEmpty() || kind.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(action(bound.get(), kind.get(), whole, split.params(), path));
  }

  private void checkWait(ActionFields fields, KindCatalog.Entry kind, Mapping whole, String path) {
    if (Boolean.FALSE.equals(fields.awaited()) && kind.attended()) {
      problems.add(
          Problem.at(
                  place(whole, "wait", "wait"),
                  ProblemCode.FIELD_INVALID,
                  "'"
                      + fields.name()
                      + "' must be waited for: what "
                      + kind.name()
                      + " does may begin after its start",
                  "Leave 'wait' out, and let nothing depend on it that need not.")
              .withPath(path + ".wait"));
    }
  }

  private SpecAction action(
      ActionFields fields, KindCatalog.Entry kind, Mapping whole, Mapping params, String path) {
    return new SpecAction(
        Scalar.text(fields.name(), place(whole, "name", "label")),
        kind,
        whole.source(),
        path,
        fields.accounts(),
        fields.regions(),
        fields.targets() == null
            ? null
            : Scalar.text(fields.targets(), place(whole, "targets", "targets")),
        params,
        scalars(whole, "dependsOn"),
        scalars(whole, "before"),
        scalars(whole, "after"),
        late(whole),
        new SpecAction.Settings(
            fields.runOn(),
            fields.retry(),
            fields.timeout(),
            fields.onTimeout() == null ? null : fields.onTimeout().name().toLowerCase(Locale.ROOT),
            fields.awaited(),
            fields.optional(),
            fields.saveOutputs(),
            fields.stage()));
  }

  private static SpecAction.Late late(Mapping whole) {
    return new SpecAction.Late(
        scalars(whole, "condition").stream().findFirst().orElse(null),
        scalars(whole, "lock").stream().findFirst().orElse(null),
        assigned(whole, "onStart"),
        assigned(whole, "onComplete"));
  }

  private static Mapping assigned(Mapping whole, String when) {
    return SpecReader.value(whole, "set")
        .flatMap(set -> SpecReader.value((Mapping) set, when)) // the binder has made sure
        .map(Mapping.class::cast)
        .orElse(new Mapping(Map.of(), whole.source()));
  }

  private Optional<KindCatalog.Entry> kind(Mapping head, String path) {
    var spelled = SpecReader.value(head, "kind").or(() -> SpecReader.value(head, "type"));
    if (spelled.isEmpty() || !(spelled.get() instanceof Scalar scalar)) {
      return Optional.empty(); // the binder reports it
    }
    var kind = kinds.find(scalar.text());
    if (kind.isEmpty()) {
      problems.add(
          Problem.at(
                  scalar.source(),
                  ProblemCode.KIND_UNKNOWN,
                  "there is no kind '" + scalar.text() + "'",
                  kinds.suggestion(scalar.text()))
              .withPath(path + ".kind"));
    }
    return kind;
  }

  /** Params, and the accounts and regions that upstream writes among them. */
  private record Split(Mapping params, Mapping where) {}

  private Split split(Mapping params, KindCatalog.@Nullable Entry kind) {
    var kept = new LinkedHashMap<String, Node.Entry>();
    var where = new LinkedHashMap<String, Node.Entry>();
    for (var entry : params.entries().values()) {
      var isWhere = Field.fold(entry.key()).matches("(account|region)s?");
      if (isWhere && (kind == null || kind.params().named(entry.key()).isEmpty())) {
        where.put(entry.key(), entry);
      } else {
        kept.put(entry.key(), entry);
      }
    }
    return new Split(
        new Mapping(kept, params.source()),
        where.isEmpty()
            ? new Mapping(Map.of(), params.source())
            : (Mapping) rendered(new Mapping(where, params.source())));
  }

  private Mapping merged(Mapping head, Mapping where, String path) {
    var entries = new LinkedHashMap<>(head.entries());
    for (var entry : where.entries().values()) {
      var same = Field.fold(entry.key()).startsWith("account") ? "accounts" : "regions";
      if (find(head, same).isPresent()) {
        problems.add(
            Problem.at(
                    entry.keySource(),
                    ProblemCode.FIELD_INVALID,
                    "'" + entry.key() + "' stands in the action and in its params",
                    "Keep the one in the action.")
                .withPath(path + ".params." + entry.key()));
      } else {
        entries.put(entry.key(), entry);
      }
    }
    return new Mapping(entries, head.source());
  }

  private Mapping withDefaults(Mapping action, boolean targeted) {
    var entries = new LinkedHashMap<>(action.entries());
    PLAIN_DEFAULTS.forEach(name -> inherit(entries, action, name));
    var accounts = find(action, "accounts").isPresent();
    var regions = find(action, "regions").isPresent();
    if (find(action, "targets").isEmpty() && (targeted || accounts)) {
      if (!accounts && !regions) {
        inherit(entries, action, "targets");
      }
      inherit(entries, action, "accounts");
      inherit(entries, action, "regions");
    }
    return new Mapping(entries, action.source());
  }

  private static Mapping part(Mapping map, Predicate<String> wanted) {
    var entries = new LinkedHashMap<>(map.entries());
    entries.keySet().removeIf(key -> !wanted.test(Field.fold(key)));
    return new Mapping(entries, map.source());
  }

  private static Mapping joined(Mapping one, Mapping other) {
    var entries = new LinkedHashMap<>(one.entries());
    entries.putAll(other.entries());
    return new Mapping(entries, one.source());
  }

  private void inherit(Map<String, Node.Entry> entries, Mapping action, String name) {
    if (find(action, name).isEmpty()) {
      find(defaults, name).ifPresent(entry -> entries.put(entry.key(), entry));
    }
  }

  /** In the singular, too: upstream has both. */
  private static Optional<Node.Entry> find(Mapping map, String name) {
    return SpecReader.entry(map, name)
        .or(() -> SpecReader.entry(map, name.substring(0, name.length() - 1)))
        .filter(entry -> !Nodes.isNull(entry.value()));
  }

  private static List<Scalar> scalars(Mapping map, String name) {
    return SpecReader.value(map, name).stream()
        .flatMap(
            node ->
                node instanceof Node.Sequence list ? list.items().stream() : List.of(node).stream())
        .map(Scalar.class::cast) // the binder has made sure
        .toList();
  }

  private static io.coreautomation.framework.problem.Source place(
      Mapping map, String name, String alias) {
    return SpecReader.entry(map, name)
        .or(() -> SpecReader.entry(map, alias))
        .map(entry -> entry.value().source())
        .orElse(map.source());
  }

  private Node rendered(Node node) {
    return renderer.renderAll(node, names, UnaryOperator.identity(), problems);
  }
}
