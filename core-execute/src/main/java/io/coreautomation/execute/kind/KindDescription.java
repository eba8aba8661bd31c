package io.coreautomation.execute.kind;

import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.shape.Binder;
import io.coreautomation.framework.shape.Shape;
import io.coreautomation.framework.shape.ShapeCheck;
import io.coreautomation.framework.shape.ShapedJson;
import io.coreautomation.framework.shape.Shapes;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A kind, as data.
 *
 * @param name such as {@code AWS::CreateStack}
 * @param doc one sentence
 * @param params their type; a field's rules are in its constructor, its words in its annotations
 * @param declared what the params look like if that is not read off their type: a record of one
 *     component, which takes them all as JSON; else null
 * @param targeted whether it acts on an account and region
 * @param global whether what it acts on is there once in an account, whatever the region
 * @param reaching further accounts in which it acts
 * @param attended whether it must be looked after to its end: its start may only look, or find the
 *     thing too busy, and what it does begins in a later look
 * @param repeatability what a second call does
 * @param permissions IAM actions that its role needs in the target account
 * @param resources what some of these are about, where its params do not tell: ARNs with {@code
 *     {partition}}, {@code {region}} and {@code {account}}
 * @param inverse the kind that undoes it in a teardown; empty if a teardown leaves it out
 * @param compensation how a rollback takes back what it did, in words; empty if none can
 * @param usual how long it usually takes, for the order of starts
 * @param patience after which it is called off, unless its author says otherwise; longer than AWS
 *     itself waits
 * @param outputs what it hands on, in words by name; a name may have {@code {…}} in it for what
 *     differs, or be {@link #ANY}
 * @param example params as an author writes them, in YAML; empty if authors write none
 */
public record KindDescription<P extends Record>(
    String name,
    String doc,
    Class<P> params,
    Shape.@Nullable Fields declared,
    boolean targeted,
    boolean global,
    Reach reaching,
    boolean attended,
    Repeatability repeatability,
    List<String> permissions,
    Map<String, String> resources,
    String inverse,
    String compensation,
    Duration usual,
    Duration patience,
    Map<String, String> outputs,
    String example) {
  /** In {@link #outputs}: whatever there is, under names that nobody knows beforehand. */
  public static final String ANY = "*";

  /**
   * Further accounts in which a kind acts.
   *
   * @param param lists their ids; empty if there are none
   * @param permissions IAM actions that its role needs in each
   */
  public record Reach(String param, List<String> permissions) {
    static final Reach NONE = new Reach("", List.of());

    public Reach {
      permissions = List.copyOf(permissions);
    }
  }

  /** Passing a role on is a permission, but no call: nothing can be throttled there. */
  private static final String NO_CALL = "iam:PassRole";

  public KindDescription {
    outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
  }

  /** Begins the description of a kind that acts on no account and only reads. */
  public static <P extends Record> KindDescriptionBuilder<P> of(
      String name, Class<P> params, String doc) {
    return new KindDescriptionBuilder<>(name, params, doc);
  }

  /** The services that it calls, by their IAM prefixes. */
  public Set<String> services() {
    return allPermissions().stream()
        .filter(permission -> !permission.equals(NO_CALL))
        .map(permission -> permission.substring(0, permission.indexOf(':')))
        .collect(Collectors.toSet());
  }

  /** What its params look like. */
  public Shape.Fields shape() {
    return declared == null ? Shapes.of(params) : declared;
  }

  /** Reads params, or reports what is wrong with them and returns nothing. */
  public Optional<P> bind(Node written, Problems problems) {
    var form = declared;
    if (form == null) {
      return new Binder(problems).bind(params, written, "");
    }
    var found = new Problems();
    new ShapeCheck(found).check(form, written, "");
    problems.addAll(found.sorted());
    return found.isEmpty()
        ? new Binder(problems).bind(params, whole(form, written), "")
        : Optional.empty();
  }

  /** Reads params, or throws all that is wrong with them. */
  public P bindOrThrow(Node written) {
    var problems = new Problems();
    var bound = bind(written, problems);
    problems.throwIfAny();
    return bound.orElseThrow(() -> new IllegalStateException("unbound without a problem: " + name));
  }

  /** All params as the one field of their record. */
  private Node whole(Shape.Fields form, Node written) {
    var source = written.source();
    var field = params.getRecordComponents()[0].getName();
    var value = Nodes.of(ShapedJson.of(form, written), source);
    return new Node.Mapping(Map.of(field, new Node.Entry(field, source, value)), source);
  }

  /** Its permissions in whatever account. */
  public List<String> allPermissions() {
    return Stream.concat(permissions.stream(), reaching.permissions().stream()).distinct().toList();
  }

  /** As compilers see it. */
  public KindCatalog.Entry entry() {
    return new KindCatalog.Entry(
        name,
        doc,
        targeted,
        global,
        attended,
        shape(),
        inverse,
        compensation,
        allPermissions(),
        outputs,
        example);
  }
}
