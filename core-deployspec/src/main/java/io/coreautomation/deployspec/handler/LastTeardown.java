package io.coreautomation.deployspec.handler;

import io.coreautomation.deployspec.compile.Compilation;
import io.coreautomation.deployspec.compile.Teardown;
import io.coreautomation.deployspec.part.Parts;
import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.coordinates.ObjectKeys;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.problem.Problems;
import java.util.List;
import java.util.TreeMap;

/** The reverse of what was deployed: of a list in parts, part by part. */
final class LastTeardown {
  private final ObjectStore objects;
  private final ObjectKeys from;
  private final ObjectKeys to;
  private final KindCatalog kinds;
  private final boolean force;
  private final Problems problems = new Problems();
  private final TreeMap<String, byte[]> parts = new TreeMap<>();

  /**
   * @param from where what was deployed is kept
   * @param to where the parts are put
   */
  LastTeardown(
      ObjectStore objects, ObjectKeys from, ObjectKeys to, KindCatalog kinds, boolean force) {
    this.objects = objects;
    this.from = from;
    this.to = to;
    this.kinds = kinds;
    this.force = force;
  }

  /**
   * The list that takes down what a list has put up.
   *
   * @throws ProblemException with all that is protected
   */
  Compilation of(Digest deployed) {
    var list = reversed(Parts.replaced(stored(deployed), this::part));
    problems.throwIfAny();
    return new Compilation(list, parts, List.of());
  }

  private ActionList part(Digest deployed) {
    var list = reversed(stored(deployed));
    parts.put(to.list(list.digest()), list.canonical());
    return list;
  }

  private ActionList reversed(ActionList deployed) {
    try {
      return Teardown.of(deployed, kinds, force);
    } catch (ProblemException e) {
      problems.addAll(e.problems());
      return deployed; // what is wrong with the others is to be told, too
    }
  }

  private ActionList stored(Digest digest) {
    var key = from.list(digest);
    return objects
        .get(key)
        .map(stored -> ActionList.parse(stored.content()))
        .orElseThrow(() -> new IllegalStateException("a deployed list is gone: " + key));
  }
}
