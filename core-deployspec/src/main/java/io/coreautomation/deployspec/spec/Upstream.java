package io.coreautomation.deployspec.spec;

import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.shape.Field;
import java.util.LinkedHashMap;

/** What upstream's actions have and ours have not. */
final class Upstream {
  private Upstream() {}

  /** An action without its fields; those that mean something there are reported. */
  static Mapping known(Mapping written, Problems problems, Problems notes) {
    var entries = new LinkedHashMap<String, Node.Entry>();
    for (var entry : written.entries().values()) {
      var name = Field.fold(entry.key());
      if (name.equals("lifecyclehooks")) {
        problems.add(
            Problem.at(
                entry.keySource(),
                ProblemCode.FIELD_UNKNOWN,
                "'" + entry.key() + "' is upstream's way to record what an action does",
                "Remove it: events are recorded by themselves; for steps of your own write an"
                    + " action with 'dependsOn' and 'runOn'."));
      } else if (name.equals("scope") && !isText(entry.value(), "build")) {
        problems.add(
            Problem.at(
                entry.keySource(),
                ProblemCode.FIELD_UNKNOWN,
                "'scope' is upstream's way to share an action between builds, which is not known"
                    + " here",
                "Put the action into a package of its own."));
      } else if (name.equals("metadata")) {
        notes.add(
            Problem.at(
                entry.keySource(),
                ProblemCode.FIELD_UNKNOWN,
                "'metadata' is ignored: an action is known by its name",
                "Remove it; for save_outputs write 'saveOutputs'."));
      } else if (!name.equals("scope") && !name.equals("apiversion")) {
        entries.put(entry.key(), entry);
      }
    }
    return new Mapping(entries, written.source());
  }

  private static boolean isText(Node node, String text) {
    return Nodes.isNull(node) || node instanceof Scalar scalar && scalar.text().equals(text);
  }
}
