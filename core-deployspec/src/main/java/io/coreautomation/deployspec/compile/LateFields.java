package io.coreautomation.deployspec.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.deployspec.fanout.FannedAction;
import io.coreautomation.deployspec.fanout.FannedAction.Instance;
import io.coreautomation.framework.action.Assignments;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.rendering.ReferenceText;
import io.coreautomation.framework.rendering.Renderer;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compiles what an action says of its lock and of variables, in each of its targets. */
final class LateFields {
  private static final String LOCK = "[A-Za-z0-9._/-]{1,100}";

  private final Context context;
  private final Renderer renderer;
  private final References references;
  private final Problems problems;

  LateFields(Context context, Renderer renderer, References references, Problems problems) {
    this.context = context;
    this.renderer = renderer;
    this.references = references;
    this.problems = problems;
  }

  /** The name of its lock; null if it has none. */
  @Nullable String lock(FannedAction fanned, Instance instance) {
    var written = fanned.action().late().lock();
    if (written == null) {
      return null;
    }
    var before = problems.size();
    var rendered =
        renderer.renderAll(
            written, context.names(instance.target()), ReferenceText::quoted, problems);
    var name =
        rendered instanceof Scalar scalar ? references.known(scalar) : Optional.<String>empty();
    if (problems.size() > before) {
      return null;
    }
    if (name.filter(text -> text.matches(LOCK)).isEmpty()) {
      problems.add(
          Problem.at(
                  written.source(),
                  ProblemCode.NAME_INVALID,
                  name.map(text -> "'" + text + "' is no name for a lock")
                      .orElse("the name of the lock is not known before the run"),
                  "Use up to 100 letters, digits, '.', '_', '/' and '-'; {{ … }} is rendered.")
              .withPath(fanned.action().path() + ".lock"));
    }
    return name.orElse(null);
  }

  /** The variables that it sets; null if it sets none. */
  @Nullable Assignments set(FannedAction fanned, Instance instance) {
    var late = fanned.action().late();
    var onStart = assigned(late.onStart(), instance, s -> references.compiled(s, instance));
    var onComplete =
        assigned(late.onComplete(), instance, s -> references.compiledAfter(s, instance));
    return onStart == null && onComplete == null ? null : new Assignments(onStart, onComplete);
  }

  private @Nullable ObjectNode assigned(
      Mapping written, Instance instance, Function<Scalar, JsonNode> compiled) {
    if (written.entries().isEmpty()) {
      return null;
    }
    var values = Json.object();
    var rendered =
        (Mapping)
            renderer.renderAll(
                written, context.names(instance.target()), ReferenceText::quoted, problems);
    for (var entry : rendered.entries().values()) {
      if (entry.value() instanceof Scalar scalar) {
        values.set(entry.key(), compiled.apply(scalar));
      } else {
        problems.add(
            Problem.at(
                entry.value().source(),
                ProblemCode.FIELD_INVALID,
                "the variable '" + entry.key() + "' becomes " + entry.value().describe(),
                "Make text of it: {{ … | join(',') }} or {{ … | to_json }}."));
      }
    }
    return values;
  }
}
