package io.coreautomation.execute.kind.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/**
 * Grants principals the use of a key. All grants of an action bear one name, by which they are
 * found; a call with the name and all else of a grant that is there answers with that grant. It
 * looks first, and grants in the step after: so what it did can be told after a crash.
 */
public final class CreateGrants implements ActionHandler<CreateGrants.Params> {
  /** Who may do what with which key. */
  @Doc("Who may do what with which key.")
  public record Params(
      @Doc("the key's id or ARN") @Alias({"kmsKeyId", "kmsKeyArn"}) String keyId,
      @Doc("ARNs of those who may use it") List<String> granteePrincipals,
      @Doc("what they may do, such as Decrypt or GenerateDataKey") List<String> operations) {
    public Params {
      if (granteePrincipals.isEmpty()) {
        throw new InvalidFieldException(
            "granteePrincipals", "nobody is granted anything", "Add the ARN of a role.");
      }
      if (operations.isEmpty()) {
        throw new InvalidFieldException(
            "operations", "nothing is granted", "Add an operation, such as Decrypt.");
      }
      for (int i = 0; i < operations.size(); i++) {
        var operation = operations.get(i);
        if (GrantOperation.fromValue(operation) == GrantOperation.UNKNOWN_TO_SDK_VERSION) {
          var known = GrantOperation.knownValues().stream().map(GrantOperation::toString).toList();
          throw new InvalidFieldException(
              "operations",
              i,
              "there is no operation '" + operation + "' of grants",
              NearestName.suggestion(known, operation));
        }
      }
    }

    private Set<String> wanted() {
      return new TreeSet<>(operations);
    }
  }

  /** Who has not been granted it yet. */
  record Handle(List<String> principals) {}

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::KMS::CreateGrants", Params.class, "Grants principals the use of a key.")
        .targeted()
        .attended()
        .repeatability(new Repeatability.Findable("the grants' name"))
        .permissions("kms:ListGrants", "kms:CreateGrant")
        .usual(Duration.ofSeconds(10))
        .output("grantIds", "the ids of the grants, with commas between")
        .example(
            """
            keyId: arn:aws:kms:eu-west-1:210000000011:key/1234abcd-12ab-34cd-56ef-1234567890ab
            granteePrincipals:
              - arn:aws:iam::210000000012:role/image-builder
            operations: [Decrypt, CreateGrant, DescribeKey]
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    if (!context.needs().isEmpty()) {
      return Progress.previewed(Preview.unknown(context.needs()));
    }
    return guarded(
        params,
        () -> {
          var missing = missing(params, granted(context, params));
          return Progress.previewed(
              Preview.of(missing.isEmpty() ? Change.NO_CHANGE : Change.CREATE, 1 + missing.size()));
        });
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return guarded(
        params,
        () -> {
          var granted = granted(context, params);
          var missing = missing(params, granted);
          return missing.isEmpty()
              ? Progress.done(Change.NO_CHANGE, outputs(granted))
              : Progress.runningSoon(new Handle(missing));
        });
  }

  @Override
  public Progress check(ActionContext context, Params params, ObjectNode json) {
    var handle = Json.as(json, Handle.class);
    return guarded(
        params,
        () -> {
          var kms = context.client(KmsClient.class);
          for (var principal : handle.principals()) {
            kms.createGrant(
                r ->
                    r.keyId(params.keyId())
                        .granteePrincipal(principal)
                        .operationsWithStrings(params.wanted())
                        .name(name(context)));
          }
          return Progress.done(Change.CREATE, outputs(granted(context, params)));
        });
  }

  /** What was granted stays: it is less to have it all than to know half of it. */
  @Override
  public Progress cancel(ActionContext context, Params params, ObjectNode handle) {
    return check(context, params, handle);
  }

  /** The grants of this action, by principal. */
  private static Map<String, GrantListEntry> granted(ActionContext context, Params params) {
    return context
        .client(KmsClient.class)
        .listGrantsPaginator(r -> r.keyId(params.keyId()))
        .grants()
        .stream()
        .filter(grant -> name(context).equals(grant.name()))
        .filter(grant -> new TreeSet<>(grant.operationsAsStrings()).equals(params.wanted()))
        .collect(
            Collectors.toMap(
                GrantListEntry::granteePrincipal, grant -> grant, (one, _) -> one, TreeMap::new));
  }

  private static List<String> missing(Params params, Map<String, GrantListEntry> granted) {
    return params.granteePrincipals().stream()
        .filter(principal -> !granted.containsKey(principal))
        .distinct()
        .toList();
  }

  /** Grant tokens are no outputs: who has one can use the key. */
  private static Map<String, String> outputs(Map<String, GrantListEntry> granted) {
    return Map.of(
        "grantIds",
        granted.values().stream().map(GrantListEntry::grantId).collect(Collectors.joining(",")));
  }

  private static String name(ActionContext context) {
    return context.owner().text() + "/" + context.action().name();
  }

  private static Progress guarded(Params params, java.util.function.Supplier<Progress> calls) {
    return AwsCalls.guarded("grant the use of the key '" + params.keyId() + "'", calls);
  }

  @Override
  public List<String> locks(Params params, @Nullable Target target) {
    return List.of();
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return change == Change.NO_CHANGE
        ? new Compensation.Nothing()
        : new Compensation.Irreversible("has granted the use of a key; revoke the grants by hand");
  }
}
