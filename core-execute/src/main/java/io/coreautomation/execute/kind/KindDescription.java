package io.coreautomation.execute.kind;

import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.shape.Shapes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind, as data.
 *
 * @param name such as {@code AWS::CreateStack}
 * @param doc one sentence
 * @param params their type; a field's rules are in its constructor, its words in its annotations
 * @param targeted whether it acts on an account and region
 * @param reaching further accounts in which it acts
 * @param attended whether it must be looked after to its end: its start may only look, or find the
 *     thing too busy, and what it does begins in a later look
 * @param repeatability what a second call does
 * @param permissions IAM actions that its role needs in the target account
 * @param inverse the kind that undoes it in a teardown; empty if a teardown leaves it out
 * @param compensation how a rollback takes back what it did, in words; empty if none can
 * @param usual how long it usually takes, for the order of starts
 * @param patience after which it is called off, unless its author says otherwise; longer than AWS
 *     itself waits
 * @param example params as an author writes them, in YAML; empty if authors write none
 */
public record KindDescription<P extends Record>(
    String name,
    String doc,
    Class<P> params,
    boolean targeted,
    Reach reaching,
    boolean attended,
    Repeatability repeatability,
    List<String> permissions,
    String inverse,
    String compensation,
    Duration usual,
    Duration patience,
    String example) {

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
        attended,
        Shapes.of(params),
        inverse,
        compensation,
        allPermissions(),
        example);
  }
}
