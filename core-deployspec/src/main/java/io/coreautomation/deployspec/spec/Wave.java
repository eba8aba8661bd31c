package io.coreautomation.deployspec.spec;

import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.shape.Binder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named set of targets that is deployed before the sets after it.
 *
 * @param source where it begins
 * @param accounts selectors; null, without {@code targets}, means whatever no other wave takes
 * @param regions null means all
 * @param targets a named set; then accounts and regions are null
 */
public record Wave(
    String name,
    Source source,
    @Nullable Node accounts,
    @Nullable Node regions,
    @Nullable Scalar targets) {

  /** Whether it takes what no other wave does. */
  public boolean isRest() {
    return accounts == null && targets == null;
  }

  /**
   * Reads what stands under {@code waves}, rendered. One that is wrong is reported and left out.
   */
  public static List<Wave> read(Node written, Problems problems) {
    var items = written instanceof Node.Sequence list ? list.items() : List.of(written);
    var waves = new ArrayList<Wave>();
    var names = new HashMap<String, Source>();
    Wave rest = null;
    for (int i = 0; i < items.size(); i++) {
      var path = "waves[" + i + "]";
      var item = items.get(i);
      var bound = new Binder(problems).bind(WrittenSpec.WrittenWave.class, item, path);
      if (bound.isEmpty() || !(item instanceof Mapping map)) {
        continue;
      }
      var wave = wave(bound.get(), map);
      waves.add(wave);
      var earlier = names.putIfAbsent(wave.name(), wave.source());
      if (earlier != null) {
        problems.add(
            Problem.at(
                    wave.source(),
                    ProblemCode.NAME_DUPLICATE,
                    "the wave '" + wave.name() + "' is there twice, first at " + earlier,
                    "Give one of the two another name.")
                .withPath(path + ".name"));
      }
      if (wave.isRest() && rest != null) {
        problems.add(
            Problem.at(
                    wave.source(),
                    ProblemCode.FIELD_INVALID,
                    "the waves '" + rest.name() + "' and '" + wave.name() + "' both take the rest",
                    "Give one of the two 'accounts'.")
                .withPath(path));
      }
      rest = wave.isRest() ? wave : rest;
    }
    return waves;
  }

  private static Wave wave(WrittenSpec.WrittenWave bound, Mapping written) {
    var targets = bound.targets();
    return new Wave(
        bound.name(),
        written.source(),
        bound.accounts(),
        bound.regions(),
        targets == null
            ? null
            : Scalar.text(
                targets,
                SpecReader.value(written, "targets").map(Node::source).orElse(written.source())));
  }
}
