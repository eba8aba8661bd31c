package io.coreautomation.deployspec.compile;

import io.coreautomation.db.account.Account;
import io.coreautomation.db.facts.RegistryFacts;
import io.coreautomation.deployspec.fanout.Dependencies;
import io.coreautomation.deployspec.fanout.FannedAction;
import io.coreautomation.deployspec.fanout.Instances;
import io.coreautomation.deployspec.name.GivenNames;
import io.coreautomation.deployspec.spec.ActionReader;
import io.coreautomation.deployspec.spec.RunRules;
import io.coreautomation.deployspec.spec.SpecAction;
import io.coreautomation.deployspec.spec.SpecDocument;
import io.coreautomation.deployspec.spec.Wave;
import io.coreautomation.deployspec.target.Accounts;
import io.coreautomation.deployspec.target.TargetSets;
import io.coreautomation.deployspec.wave.Waves;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.ActionBuilder;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.archive.PackageFiles;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.coordinates.OwnNames;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.rendering.Renderer;
import io.coreautomation.framework.shape.Binder;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskVerb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The compilation of one spec of one package for one task: from what is written to the actions that
 * it comes to. What is wrong is gathered, and reported once all that can be looked at was.
 */
final class SpecCompilation {
  /** What one list may have, divided or not. */
  private static final int MOST = 250_000;

  private final KindCatalog kinds;
  private final OwnNames own;
  private final Task task;
  private final Problems problems;
  private final Problems notes = new Problems();
  private final Renderer renderer = new Renderer();
  private final Context context;
  private final Accounts accounts;
  private final PackageDocuments documents;

  /**
   * @param own what the list may not change, as it is carried out by that
   */
  SpecCompilation(
      KindCatalog kinds,
      OwnNames own,
      PackageFiles files,
      RegistryFacts facts,
      Task task,
      Problems problems) {
    this.kinds = kinds;
    this.own = own;
    this.task = task;
    this.problems = problems;
    this.context = new Context(task.deployment(), facts);
    this.accounts = new Accounts(facts.accounts(), problems, notes);
    this.documents = new PackageDocuments(files, ObjectKeys.of(task.coordinates()), problems);
  }

  Compilation compile(SpecDocument spec, TaskVerb verb) {
    var variables = new DocumentVariables(context, renderer, problems).values(spec.variables());
    var rules = new Binder(problems).bind(RunRules.class, rendered(spec.rules()), "");
    var sets = new TargetSets(accounts, (Mapping) rendered(spec.targets()), problems);
    var waves = waves(spec, sets);
    var fanned = fanOut(sets, read(spec));
    var instances =
        new Instances(fanned, writtenNames(spec), name -> accounts.find(name).map(Account::id));
    var dependencies = new Dependencies(instances, problems, notes);
    fanned.forEach(dependencies::addAll);
    var set = new Variables(variables, fanned, problems);
    var references = new References(instances, dependencies, set, problems);
    var conditions = new Conditions(context, renderer, references, problems);
    var names = new GivenNames(own, problems);
    var params =
        new ParamsCompiler(
            context,
            renderer,
            documents,
            new StackNames(kinds, own, problems),
            new StackParams(task.deployment(), problems),
            names,
            references,
            conditions,
            problems);
    var late = new LateFields(context, renderer, references, problems);
    var compiled = new LinkedHashMap<String, ActionBuilder>();
    for (var action : fanned) {
      var bodies = params.compile(action);
      for (var instance : action.instances()) {
        compiled.put(
            instance.id(),
            settings(action, instance)
                .params(bodies.getOrDefault(instance.id(), Json.object())) // only with a problem
                .condition(conditions.compile(action, instance))
                .lock(late.lock(action, instance))
                .set(late.set(action, instance)));
      }
    }
    references.checkOutputs();
    if (verb != TaskVerb.TEARDOWN) { // what stands has to come down, however it came up
      names.check();
    }
    var before = problems.size();
    var barriers = waves.barriers(fanned, dependencies, kinds);
    barriers.forEach(
        barrier -> compiled.put(barrier.name(), settings(barrier, barrier.instances().getFirst())));
    if (problems.size() == before) {
      dependencies.checkAcyclic(Stream.concat(fanned.stream(), barriers.stream()).toList());
      set.checkReads(dependencies);
    }
    problems.throwIfAny();
    var actions = new ArrayList<Action>();
    compiled.forEach((id, builder) -> actions.add(builder.dependsOn(dependencies.of(id)).build()));
    return new Compilation(
        list(verb, rules.orElseThrow(() -> new IllegalStateException("reported")), actions),
        documents.objects(),
        notes.sorted());
  }

  private ActionList list(TaskVerb verb, RunRules rules, List<Action> actions) {
    var options = task.options();
    return new ActionList(
        ActionList.FORMAT_VERSION,
        verb,
        task.coordinates(),
        first(options.onFailure(), rules.onFailure()).orElse(OnFailure.DRAIN),
        first(options.maxParallel(), rules.maxParallel()).orElse(null),
        rules.maxPerTarget(),
        first(options.onLocked(), rules.onLocked()).orElse(null),
        options.trustRegistry() ? true : null,
        actions);
  }

  /** What the task says, else what the document says. */
  private static <T> Optional<T> first(@Nullable T task, @Nullable T document) {
    return Optional.ofNullable(task).or(() -> Optional.ofNullable(document));
  }

  private static ActionBuilder settings(FannedAction fanned, FannedAction.Instance instance) {
    var written = fanned.action();
    var settings = written.settings();
    return Action.of(instance.id(), written.kind().name(), written.source())
        .name(fanned.name())
        .target(instance.target())
        .runOn(settings.runOn())
        .retry(settings.retry())
        .timeout(settings.timeout())
        .onTimeout(settings.onTimeout())
        .awaited(settings.awaited())
        .optional(settings.optional())
        .saveOutputs(settings.saveOutputs())
        .stage(settings.stage());
  }

  private Waves waves(SpecDocument spec, TargetSets sets) {
    var written = spec.waves();
    return new Waves(
        written == null ? List.of() : Wave.read(rendered(written), problems),
        sets,
        problems,
        notes);
  }

  private Node rendered(Node node) {
    return renderer.renderAll(node, context.names(), UnaryOperator.identity(), problems);
  }

  private List<SpecAction> read(SpecDocument spec) {
    var reader =
        new ActionReader(kinds, renderer, context.names(), spec.defaults(), problems, notes);
    var actions = new ArrayList<SpecAction>();
    var places = new HashMap<String, Source>();
    for (int i = 0; i < spec.actions().size(); i++) {
      var action = reader.read(spec.actions().get(i), "actions[" + i + "]");
      if (action.isEmpty()) {
        continue;
      }
      var name = action.get().name();
      var earlier = places.putIfAbsent(name.text(), name.source());
      if (earlier != null) {
        problems.add(
            Problem.at(
                    name.source(),
                    ProblemCode.NAME_DUPLICATE,
                    "the name '" + name.text() + "' is taken at " + earlier,
                    "Give one of the two another name.")
                .withPath("actions[" + i + "].name"));
      } else {
        actions.add(action.get());
      }
    }
    return actions;
  }

  private List<FannedAction> fanOut(TargetSets sets, List<SpecAction> actions) {
    var fanned = new ArrayList<FannedAction>();
    var count = 0;
    for (var action : actions) {
      var before = problems.size();
      var targets = sets.of(action);
      if (problems.size() > before || targets.isEmpty() && action.kind().targeted()) {
        continue; // reported, now or for an earlier action with the same selectors
      }
      var made = new FannedAction(action, targets);
      count += made.instances().size();
      if (count > MOST) {
        throw new ProblemException(
            Problem.at(
                action.source(),
                ProblemCode.REQUEST_INVALID,
                "with '"
                    + made.name()
                    + "' there are "
                    + count
                    + " actions, over the limit of "
                    + MOST,
                "Split the package, or select fewer accounts."));
      }
      fanned.add(made);
    }
    return fanned;
  }

  private static List<String> writtenNames(SpecDocument spec) {
    return spec.actions().stream()
        .flatMap(action -> action.get("name").or(() -> action.get("label")).stream())
        .filter(Scalar.class::isInstance)
        .map(node -> ((Scalar) node).text())
        .toList();
  }
}
