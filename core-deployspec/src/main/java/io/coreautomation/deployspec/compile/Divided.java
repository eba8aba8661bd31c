package io.coreautomation.deployspec.compile;

import io.coreautomation.deployspec.part.Parts;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.problem.Source;
import java.util.ArrayList;
import java.util.TreeMap;

/** A compiled list as runs can carry it out. */
final class Divided {
  private Divided() {}

  /** As one run can carry it out: with parts, if it is too long. */
  static Compilation of(Compilation compilation, KindCatalog kinds, int mostOfARun) {
    var whole = compilation.list();
    if (whole.actions().size() <= mostOfARun) {
      return compilation;
    }
    var problems = new Problems();
    var divided = Parts.of(whole, kinds, mostOfARun, problems);
    problems.throwIfAny();
    var objects = new TreeMap<>(compilation.objects());
    objects.putAll(divided.objects());
    var notes = new ArrayList<>(compilation.notes());
    notes.add(
        Problem.at(
            Source.ofFile(whole.actions().getFirst().source().file()),
            ProblemCode.REQUEST_INVALID,
            whole.actions().size()
                + " actions are too many for one run: "
                + divided.objects().size()
                + " runs carry them out as parts of this one",
            ""));
    return new Compilation(divided.list(), objects, notes);
  }
}
