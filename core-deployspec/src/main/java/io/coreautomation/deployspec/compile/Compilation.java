package io.coreautomation.deployspec.compile;

import io.coreautomation.framework.action.ActionList;
import io.coreautomation.framework.problem.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a compiler makes.
 *
 * @param objects what the list refers to, by key: templates, in their author's bytes
 * @param notes what an author should know, though nothing is wrong
 */
public record Compilation(ActionList list, SortedMap<String, byte[]> objects, List<Problem> notes) {
  public Compilation {
    objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    notes = List.copyOf(notes);
  }

  Compilation(ActionList list, Map<String, byte[]> objects, List<Problem> notes) {
    this(list, new TreeMap<>(objects), notes);
  }
}
