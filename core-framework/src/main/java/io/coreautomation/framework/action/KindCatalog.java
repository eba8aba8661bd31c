package io.coreautomation.framework.action;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.shape.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The kinds of action there are, as a compiler sees them: by name and the shape of their params.
 */
public record KindCatalog(List<Entry> kinds) {
  /** What a folder of kinds has for those who do not have the engine's classes. */
  public static final String FILE = "kinds.json";

  public KindCatalog {
    kinds = List.copyOf(kinds);
  }

  /**
   * One kind.
   *
   * @param name canonical: {@code AWS::CreateStack}
   * @param doc one sentence
   * @param targeted whether it acts on an account and region; false for kinds of the platform
   *     itself, which may still be fanned out where their author names accounts
   * @param global whether what it acts on is there once in an account, whatever the region: then an
   *     action has one region
   * @param attended whether it must be looked after to its end, as what it does may begin after its
   *     start: then {@code wait: false} is refused
   * @param params what its params look like
   * @param inverse the kind that undoes it in a teardown, or empty if a teardown leaves it out
   * @param compensation how a rollback takes back what it did, in words; empty if none can
   * @param permissions IAM actions that its role needs in the target account
   * @param outputs what it hands on, in words by name; {@code *} is any name
   * @param example params as an author writes them, in YAML; empty if authors write none
   */
  public record Entry(
      String name,
      String doc,
      boolean targeted,
      boolean global,
      boolean attended,
      Shape.Fields params,
      String inverse,
      String compensation,
      List<String> permissions,
      Map<String, String> outputs,
      String example) {
    public Entry {
      permissions = List.copyOf(permissions);
      outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
    }

    /** Whether a rollback can take back what it did, as far as that is known beforehand. */
    @JsonIgnore
    public boolean isReversible() {
      return !compensation.isEmpty();
    }
  }

  /**
   * The kinds that this release ships, from a file that the engine's build generates: compilers do
   * not depend on the engine.
   */
  public static KindCatalog shipped() {
    try (var file = KindCatalog.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing beside " + KindCatalog.class.getName());
      }
      return Json.parse(file.readAllBytes(), KindCatalog.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The kinds that a process knows.
   *
   * @param folder with a catalogue of all; empty where there are none but the shipped ones
   */
  public static KindCatalog of(String folder) {
    if (folder.isEmpty()) {
      return shipped();
    }
    try {
      return Json.parse(Files.readAllBytes(Path.of(folder).resolve(FILE)), KindCatalog.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The kind that a spelling means: {@code AWS::CreateStack}, {@code create-stack}, {@code
   * create_stack}, {@code aws.create_stack} are one.
   */
  public Optional<Entry> find(String spelling) {
    var folded = fold(spelling);
    return kinds.stream()
        .filter(
            kind -> fold(kind.name()).equals(folded) || fold(shortName(kind.name())).equals(folded))
        .findFirst();
  }

  /** The kind that one of the spellings of a further kind's name means already. */
  public Optional<Entry> alike(String name) {
    return find(name).or(() -> find(shortName(name)));
  }

  /** What to write instead of a kind that is not known: the nearest, by either of its spellings. */
  public String suggestion(String unknown) {
    var byShortName = new TreeMap<String, String>();
    kinds.forEach(kind -> byShortName.put(shortName(kind.name()), kind.name()));
    var nearest = NearestName.among(byShortName.keySet(), unknown).map(byShortName::get);
    return nearest
        .map(name -> "Did you mean '" + name + "'?")
        .orElseGet(() -> NearestName.suggestion(kinds.stream().map(Entry::name).toList(), unknown));
  }

  private static String shortName(String name) {
    return name.substring(name.indexOf("::") + 2);
  }

  private static String fold(String name) {
    return name.replace("::", "").replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
  }
}
