package io.coreautomation.deployspec.compile;

import io.coreautomation.deployspec.fanout.Dependencies;
import io.coreautomation.deployspec.fanout.FannedAction;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.shape.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The variables that {@code ${variables.…}} may name: those of the document, which are known now,
 * and those that actions set while the run goes on: by {@code set}, or by a kind of the platform.
 */
final class Variables {
  /** The param by which an action of the platform sets variables of the run. */
  private static final String PARAM = "variables";

  private final Map<String, Object> known;
  private final Problems problems;
  private final Map<String, List<String>> setters = new LinkedHashMap<>();
  private final List<Read> reads = new ArrayList<>();

  private record Read(String variable, String id, Source source) {}

  Variables(Map<String, Object> known, List<FannedAction> actions, Problems problems) {
    this.known = known;
    this.problems = problems;
    for (var fanned : actions) {
      var late = fanned.action().late();
      Stream.of(params(fanned), late.onStart(), late.onComplete())
          .flatMap(assigned -> assigned.entries().values().stream())
          .forEach(entry -> set(entry, fanned));
    }
  }

  private static Mapping params(FannedAction fanned) {
    var params = fanned.action().params();
    var kind = fanned.action().kind();
    return Optional.of(kind.params())
        .filter(
            shape ->
                !kind.targeted()
                    && shape.named(PARAM).filter(f -> f.shape() instanceof Shape.MapOf).isPresent())
        .flatMap(shape -> StackParams.entry(shape, params, PARAM))
        .map(Node.Entry::value)
        .filter(Mapping.class::isInstance)
        .map(Mapping.class::cast)
        .orElse(new Mapping(Map.of(), params.source()));
  }

  private void set(Node.Entry entry, FannedAction by) {
    var name = entry.key();
    if (known.containsKey(name)) {
      problems.add(
          Problem.at(
              entry.keySource(),
              ProblemCode.NAME_DUPLICATE,
              "the variable '" + name + "' is one of the document's, which are fixed",
              "Give one of the two another name."));
    }
    if (!name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
      problems.add(
          Problem.at(
              entry.keySource(),
              ProblemCode.NAME_INVALID,
              "'" + name + "' is no name for a variable",
              "Use letters, digits, '_' and '-', beginning with a letter."));
    }
    var ids = setters.computeIfAbsent(name, _ -> new ArrayList<>());
    by.instances().forEach(instance -> ids.add(instance.id()));
  }

  boolean isSetByTheRun(String name) {
    return setters.containsKey(name);
  }

  /**
   * Notes that an instance reads a variable that the run sets.
   *
   * @return the instance that sets it, if it is the only one: with several, the author orders
   */
  Optional<String> read(String name, String id, Source source) {
    reads.add(new Read(name, id, source));
    var ids = setters.getOrDefault(name, List.of());
    return ids.size() == 1
        ? ids.stream().filter(setter -> !setter.equals(id)).findFirst()
        : Optional.empty();
  }

  /** Reports who reads what nobody before it sets; call it once all dependencies are known. */
  void checkReads(Dependencies dependencies) {
    var after = new LinkedHashMap<String, java.util.Set<String>>();
    for (var read : reads) {
      var ids = setters.getOrDefault(read.variable(), List.of());
      var informed = after.computeIfAbsent(read.variable(), _ -> dependencies.downstreamOf(ids));
      if (!informed.contains(read.id())) {
        problems.add(
            Problem.at(
                read.source(),
                ProblemCode.VARIABLE_UNKNOWN,
                "'"
                    + read.id()
                    + "' reads the variable '"
                    + read.variable()
                    + "', but waits for no action that sets it",
                "Let it depend on one: "
                    + String.join(", ", ids.stream().limit(8).toList())
                    + (ids.size() > 8 ? ", …" : "")
                    + "."));
      }
    }
  }

  /** The value of one of the document's variables. */
  @Nullable Object value(String name) {
    return known.get(name);
  }

  TreeSet<String> names() {
    var names = new TreeSet<>(known.keySet());
    names.addAll(setters.keySet());
    return names;
  }
}
