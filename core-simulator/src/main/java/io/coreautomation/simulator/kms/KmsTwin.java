package io.coreautomation.simulator.kms;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.cloudformation.resource.Place;
import io.coreautomation.simulator.cloudformation.stack.StackThings;
import io.coreautomation.simulator.world.Documents;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantResponse;

/** The twin of the Key Management Service: grants on keys that stacks have made. */
public final class KmsTwin {
  private static final String KEY = "AWS::KMS::Key";
  private static final int PAGE = 50;

  private final TwinWorld world;
  private final StackThings things;
  private final Documents<Grant> grants;

  /** A grant. */
  record Grant(
      String id, String key, String principal, List<String> operations, @Nullable String name) {

    boolean isOf(String wanted, CreateGrantRequest request) {
      return name != null
          && name.equals(request.name())
          && key.equals(wanted)
          && principal.equals(request.granteePrincipal())
          && operations.equals(request.operationsAsStrings());
    }

    GrantListEntry sdk() {
      return GrantListEntry.builder()
          .grantId(id)
          .keyId(key)
          .granteePrincipal(principal)
          .operationsWithStrings(operations)
          .name(name)
          .build();
    }
  }

  private KmsTwin(TwinWorld world) {
    this.world = world;
    this.things = new StackThings(world);
    this.grants = new Documents<>(world, "kms/grant", Grant.class);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(KmsTwin.class, KmsTwin::new);
    return new ModelledService(
        KmsClient.class,
        "kms",
        "Kms",
        KmsException::builder,
        new Operations()
            .on(CreateGrantRequest.class, twin::createGrant)
            .on(ListGrantsRequest.class, twin::listGrants)
            .on(RevokeGrantRequest.class, twin::revokeGrant));
  }

  /** Whether a grant lets a principal use a key. */
  public static boolean isGranted(TwinWorld world, Place place, String key, String principal) {
    return world
        .part(KmsTwin.class, KmsTwin::new)
        .grants
        .under(place.accountId() + "/" + place.region() + "/" + key + "/")
        .stream()
        .anyMatch(grant -> grant.principal().equals(principal));
  }

  /** The part of the documents' keys that stands for a key; refused if there is none. */
  private String existing(Caller caller, String idOrArn) {
    var id = idOrArn.replaceFirst("^arn:.*:key/", "");
    var place = caller.place();
    if (things.find(place, KEY, id).isEmpty()) {
      throw Refusal.of(
          NotFoundException.builder(),
          "Kms",
          400,
          "NotFoundException",
          "Key '" + place.arn("kms", "key/" + id) + "' does not exist");
    }
    return id;
  }

  private static String prefix(Caller caller, String key) {
    return caller.accountId() + "/" + caller.region() + "/" + key + "/";
  }

  /** A request with a name that repeats an earlier one answers with the grant of that one. */
  private CreateGrantResponse createGrant(Caller caller, CreateGrantRequest request) {
    var key = existing(caller, request.keyId());
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          var all = grants.under(prefix(caller, key));
          var known = all.stream().filter(g -> g.isOf(key, request)).findFirst();
          var id = known.map(Grant::id).orElseGet(() -> next(all));
          if (known.isEmpty()) {
            grants.put(
                prefix(caller, key) + id,
                new Grant(
                    id,
                    key,
                    request.granteePrincipal(),
                    request.operationsAsStrings(),
                    request.name()));
          }
          return CreateGrantResponse.builder().grantId(id).grantToken("token-" + id).build();
        });
  }

  private static String next(List<Grant> all) {
    return String.format("%064d", all.isEmpty() ? 0 : Long.parseLong(all.getLast().id()) + 1);
  }

  private RevokeGrantResponse revokeGrant(Caller caller, RevokeGrantRequest request) {
    var key = prefix(caller, existing(caller, request.keyId())) + request.grantId();
    return world.alone(
        caller.accountId(),
        caller.region(),
        () -> {
          if (grants.get(key).isEmpty()) {
            throw Refusal.of(
                NotFoundException.builder(),
                "Kms",
                400,
                "NotFoundException",
                "Grant ID " + request.grantId() + " not found");
          }
          grants.delete(key);
          return RevokeGrantResponse.builder().build();
        });
  }

  private ListGrantsResponse listGrants(Caller caller, ListGrantsRequest request) {
    var all = grants.under(prefix(caller, existing(caller, request.keyId())));
    var from = request.marker() == null ? 0 : Integer.parseInt(request.marker());
    var to = Math.min(all.size(), from + (request.limit() == null ? PAGE : request.limit()));
    return ListGrantsResponse.builder()
        .grants(all.subList(from, to).stream().map(Grant::sdk).toList())
        .truncated(to < all.size())
        .nextMarker(to < all.size() ? String.valueOf(to) : null)
        .build();
  }
}
