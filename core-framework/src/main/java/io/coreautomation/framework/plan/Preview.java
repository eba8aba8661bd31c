package io.coreautomation.framework.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.coreautomation.framework.run.Change;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one action would do, as its kind has found it. It holds nothing of the run that looked: the
 * same world gives the same preview.
 *
 * @param needs values that nobody knows before other actions are done; the kind did without them
 * @param resources what becomes of which, where that can be known
 * @param read what the preview rests on, in the kind's own words: an apply looks whether it is
 *     still so
 * @param calls to AWS that carrying it out will cost, about
 * @param irreversible why what was there before cannot be brought back; empty if it can
 * @param warnings what its author should know
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Preview(
    Change change,
    List<String> needs,
    List<PlannedResource> resources,
    Map<String, String> read,
    int calls,
    List<String> irreversible,
    List<String> warnings) {

  public Preview {
    needs = PlannedResource.sorted(needs);
    resources = resources == null ? List.of() : resources.stream().sorted().toList();
    read = read == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(read));
    irreversible = PlannedResource.sorted(irreversible);
    warnings = PlannedResource.sorted(warnings);
  }

  /** A preview that rests on nothing. */
  public static Preview of(Change change) {
    return of(change, 0);
  }

  /** A preview that rests on nothing, of something that is done by so many calls. */
  public static Preview of(Change change, int calls) {
    return new Preview(change, List.of(), List.of(), Map.of(), calls, List.of(), List.of());
  }

  /** What cannot be known before values of other actions are. */
  public static Preview unknown(List<String> needs) {
    return new Preview(Change.UNKNOWN, needs, List.of(), Map.of(), 0, List.of(), List.of());
  }

  /** Something is done by so many calls that leaves nothing of which a plan could tell. */
  public static Preview calling(List<String> needs, int calls) {
    return needs.isEmpty()
        ? new Preview(Change.NONE, List.of(), List.of(), Map.of(), calls, List.of(), List.of())
        : unknown(needs);
  }

  /** One of the things that it rests on; null if it does not. */
  public @Nullable String read(String name) {
    return read.get(name);
  }
}
