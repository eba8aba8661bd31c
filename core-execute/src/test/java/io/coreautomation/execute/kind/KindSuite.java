package io.coreautomation.execute.kind;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a part of the contract is tried on: kinds, each in the situations that its author names. */
@TestInstance(Lifecycle.PER_CLASS)
public interface KindSuite {
  /** Kinds in situations. A kind has one at least, and one for each way that it takes. */
  Stream<KindCase> cases();

  /** The kinds of the cases, each once. */
  default Stream<ActionHandler<?>> kinds() {
    Map<String, ActionHandler<?>> byName = new LinkedHashMap<>();
    cases().forEach(c -> byName.putIfAbsent(c.handler().describe().name(), c.handler()));
    return byName.values().stream();
  }

  /** The cases of one of them. */
  default Stream<KindCase> casesOf(ActionHandler<?> kind) {
    var name = kind.describe().name();
    return cases().filter(c -> c.handler().describe().name().equals(name));
  }
}
