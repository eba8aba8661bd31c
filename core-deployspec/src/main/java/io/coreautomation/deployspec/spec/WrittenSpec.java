package io.coreautomation.deployspec.spec;

import io.coreautomation.framework.action.OnFailure;
import io.coreautomation.framework.action.OnLocked;
import io.coreautomation.framework.action.Retry;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.Field;
import io.coreautomation.framework.shape.InvalidFieldException;
import io.coreautomation.framework.shape.Shape;
import io.coreautomation.framework.shape.Shapes;
import io.coreautomation.framework.shape.Written;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A deployspec as people write it, in its long form: the short one is the list of actions. */
@Doc("What to do, in which accounts and regions.")
public record WrittenSpec(
    @Doc("what actions have that do not say it themselves") @Nullable Defaults defaults,
    @Doc("values by name, for {{ variables.name }} and ${variables.name}")
        Map<String, Node> variables,
    @Doc("named sets of accounts and regions") Map<String, TargetSet> targets,
    @Doc("what is to be done, in no particular order") List<Node> actions,
    @Doc("sets of accounts that are deployed one after the other") List<WrittenWave> waves,
    @Doc("what a run does once an action has failed; drain unless said otherwise")
        @Nullable OnFailure onFailure,
    @Doc("actions under way at a time, 1 to 10000") @Nullable Integer maxParallel,
    @Doc("the same in one account and region") @Nullable Integer maxPerTarget,
    @Doc("what a run does when another holds what it wants to change; wait unless said otherwise")
        @Nullable OnLocked onLocked) {

  /** What may stand in a deployspec, actions included: for JSON Schema and pages. */
  public static Shape.Fields shape() {
    var written = Shapes.of(WrittenSpec.class);
    return new Shape.Fields(
        "Deployspec",
        written.doc(),
        written.fields().stream()
            .map(
                field ->
                    field.name().equals("actions")
                        ? new Field(
                            field.name(),
                            new Shape.ListOf(Shapes.of(ActionFields.class)),
                            true,
                            field.doc(),
                            field.aliases(),
                            field.role())
                        : field)
            .toList());
  }

  /** What an action has that does not say it itself. */
  record Defaults(
      @Doc("as of an action") @Nullable Node accounts,
      @Doc("as of an action") @Nullable Node regions,
      @Doc("as of an action") @Nullable String targets,
      @Doc("as of an action") @Nullable Retry retry,
      @Doc("as of an action") @Nullable Duration timeout,
      @Doc("as of an action") @Nullable OnTimeout onTimeout,
      @Doc("as of an action") @Nullable Boolean saveOutputs,
      @Doc("as of an action") @Nullable String stage) {
    Defaults {
      refuseBoth(targets, accounts, regions);
    }
  }

  /** A named set of accounts and regions. */
  record TargetSet(
      @Doc("selectors of accounts") Node accounts, @Doc("names of regions") Node regions) {}

  /** One wave. */
  record WrittenWave(
      @Doc("unique") String name,
      @Doc("as of an action; a wave that selects nothing takes what no other does")
          @Alias("account")
          @Nullable Node accounts,
      @Doc("only there; all regions unless said") @Alias("region") @Nullable Node regions,
      @Doc("a named set, in place of accounts and regions") @Nullable String targets) {
    WrittenWave {
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
        throw new InvalidFieldException(
            "name",
            "'" + name + "' is no name for a wave",
            "Use up to 64 letters, digits, '.', '_' and '-', beginning with a letter or digit.");
      }
      refuseBoth(targets, accounts, regions);
      if (regions != null && accounts == null) {
        throw new InvalidFieldException(
            "regions", "the wave '" + name + "' has regions, but no accounts", "Add 'accounts'.");
      }
    }
  }

  /** Variables that an action sets. */
  @Doc("Variables of the run that the action sets: read them as ${variables.<name>}.")
  record WrittenSet(
      @Doc("before its first call: names and values") Map<String, String> onStart,
      @Doc("once it is COMPLETE; its own outputs may be referred to")
          Map<String, String> onComplete) {}

  /** What happens once the time of an action is over. */
  enum OnTimeout {
    FAIL,
    CONTINUE
  }

  /** One action. */
  @Doc("One thing to do, in each of its accounts and regions.")
  record ActionFields(
      @Doc("unique; letters, digits, '.', '_', ':' and '-'") @Alias("label") String name,
      @Doc("such as AWS::CreateStack") @Alias("type") String kind,
      @Doc("names, ids, {ou: …} or {tag: {key: value}}") @Alias("account") @Nullable Node accounts,
      @Doc("names of regions") @Alias("region") @Nullable Node regions,
      @Doc("a named set, in place of accounts and regions") @Nullable String targets,
      @Doc("what the kind needs") @Alias("spec") @Nullable Node params,
      @Doc(
              "what must be complete before: name, name@*, name@account, name@account/region,"
                  + " name@*/=, name@=/*")
          List<String> dependsOn,
      @Doc("actions that this one goes before, if they are there") List<String> before,
      @Doc("actions that this one goes after, if they are there") List<String> after,
      @Doc("on which outcome of its dependencies it runs") @Nullable RunOn runOn,
      @Doc("an expression; the action is skipped where it is false") @Nullable String condition,
      @Doc("how often it is tried again") @Nullable Retry retry,
      @Doc("how long it may take") @Nullable Duration timeout,
      @Doc("what happens then") @Nullable OnTimeout onTimeout,
      @Doc("false: it is complete as soon as it has started") @Written("wait")
          @Nullable Boolean awaited,
      @Doc("whether the run goes on as if it were complete when it has failed")
          @Nullable Boolean optional,
      @Doc("a name that one action at a time holds, of all runs") @Nullable String lock,
      @Doc("variables that it sets") @Nullable WrittenSet set,
      @Doc("whether its outputs are shown and recorded") @Nullable Boolean saveOutputs,
      @Doc("a label for people") @Nullable String stage) {
    ActionFields {
      if (name.contains("/") || name.contains("@")) {
        throw new InvalidFieldException(
            "name",
            "'" + name + "' is no name for an action: '/' and '@' separate names from targets",
            "Write '" + name.replaceAll("[/@]+", "-") + "'.");
      }
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9._:-]{0,199}")) {
        throw new InvalidFieldException(
            "name",
            "'" + name + "' is no name for an action",
            "Use up to 200 letters, digits, '.', '_', ':' and '-', beginning with a letter or"
                + " digit.");
      }
      refuseBoth(targets, accounts, regions);
    }
  }

  private static void refuseBoth(
      @Nullable String targets, @Nullable Node accounts, @Nullable Node regions) {
    if (targets != null && (accounts != null || regions != null)) {
      throw new InvalidFieldException(
          "targets",
          "'targets' stands beside '" + (accounts != null ? "accounts" : "regions") + "'",
          "Keep one of the two: targets names both, accounts and regions.");
    }
  }
}
