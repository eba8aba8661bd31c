package io.coreautomation.execute.kind;

import io.coreautomation.framework.shape.Shape;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes a kind, part by part. What is not said is the least: nothing, or no time at all. */
public final class KindDescriptionBuilder<P extends Record> {
  private final String name;
  private final Class<P> params;
  private final String doc;
  private Shape.@Nullable Fields declared;
  private boolean targeted;
  private boolean global;
  private KindDescription.Reach reaching = KindDescription.Reach.NONE;
  private boolean attended;
  private Repeatability repeatability = new Repeatability.Harmless();
  private List<String> permissions = List.of();
  private Map<String, String> resources = Map.of();
  private String inverse = "";
  private String compensation = "";
  private Duration usual = Duration.ZERO;
  private Duration patience = Duration.ofMinutes(10);
  private final Map<String, String> outputs = new HashMap<>();
  private String example = "";

  KindDescriptionBuilder(String name, Class<P> params, String doc) {
    this.name = name;
    this.params = params;
    this.doc = doc;
  }

  /** What its params look like, where their type takes them all as JSON. */
  public KindDescriptionBuilder<P> declared(Shape.Fields shape) {
    declared = shape;
    return this;
  }

  /** It acts on an account and a region. */
  public KindDescriptionBuilder<P> targeted() {
    targeted = true;
    return this;
  }

  /** It acts on an account, in which what it is about is there once, whatever the region. */
  public KindDescriptionBuilder<P> global() {
    targeted = true;
    global = true;
    return this;
  }

  /**
   * It acts in further accounts, whose ids one of its params lists.
   *
   * @param actions of IAM that its role needs there
   */
  public KindDescriptionBuilder<P> reaching(String param, String... actions) {
    reaching = new KindDescription.Reach(param, List.of(actions));
    return this;
  }

  /** What it does may begin after its start: who does not wait for its end gets nothing. */
  public KindDescriptionBuilder<P> attended() {
    attended = true;
    return this;
  }

  public KindDescriptionBuilder<P> repeatability(Repeatability what) {
    repeatability = what;
    return this;
  }

  /** IAM actions that its role needs in the target account. */
  public KindDescriptionBuilder<P> permissions(String... actions) {
    permissions = List.of(actions);
    return this;
  }

  /** What a permission is about, where its params do not tell. */
  public KindDescriptionBuilder<P> about(String permission, String arn) {
    resources = Map.of(permission, arn);
    return this;
  }

  /** The kind that undoes it in a teardown. */
  public KindDescriptionBuilder<P> inverse(String kind) {
    inverse = kind;
    return this;
  }

  /** How a rollback takes back what it did, in words. */
  public KindDescriptionBuilder<P> compensation(String words) {
    compensation = words;
    return this;
  }

  /** How long it usually takes. */
  public KindDescriptionBuilder<P> usual(Duration time) {
    usual = time;
    return this;
  }

  /** After which it is called off, unless its author says otherwise. */
  public KindDescriptionBuilder<P> patience(Duration time) {
    patience = time;
    return this;
  }

  /** Something that it hands on to other actions and to people. */
  public KindDescriptionBuilder<P> output(String called, String words) {
    outputs.put(called, words);
    return this;
  }

  /** Params as an author writes them, in YAML. */
  public KindDescriptionBuilder<P> example(String yaml) {
    example = yaml;
    return this;
  }

  public KindDescription<P> build() {
    return new KindDescription<>(
        name,
        doc,
        params,
        declared,
        targeted,
        global,
        reaching,
        attended,
        repeatability,
        permissions,
        resources,
        inverse,
        compensation,
        usual,
        patience,
        outputs,
        example);
  }
}
