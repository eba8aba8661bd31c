package io.coreautomation.db.seed;

import io.coreautomation.db.account.Account;
import io.coreautomation.db.account.AccountStatus;
import io.coreautomation.db.app.App;
import io.coreautomation.db.client.Client;
import io.coreautomation.db.grant.Grant;
import io.coreautomation.db.portfolio.Portfolio;
import io.coreautomation.db.zone.Zone;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of a {@code registry.yaml}; what it leaves out has a default. */
@Doc("who owns what, and where things go: the registry of an embedded world")
record RegistryForm(
    @Doc("the tenants") List<Client> clients,
    @Doc("the business applications") List<Portfolio> portfolios,
    @Doc("the landing zones") List<Zone> zones,
    @Doc("the AWS accounts, in the order that selectors list them") List<AccountForm> accounts,
    @Doc("the deployment units") List<App> apps,
    @Doc("who may do what where") List<GrantForm> grants) {

  /** An account; it is checked as it is made. */
  record AccountForm(
      @Doc("the name that selectors say") String name,
      @Doc("its 12 digits, in quotes") String id,
      @Doc("the path of its organizational unit, such as Workloads/Dev") @Nullable String ou,
      @Doc("what selectors may ask for") Map<String, String> tags,
      @Doc("the regions that it is used in") List<String> regions,
      @Doc("active or suspended") @Nullable AccountStatus status) {
    AccountForm {
      account(name, id, ou, tags, regions, status);
    }

    Account account() {
      return account(name, id, ou, tags, regions, status);
    }

    private static Account account(
        String name,
        String id,
        @Nullable String ou,
        Map<String, String> tags,
        List<String> regions,
        @Nullable AccountStatus status) {
      return new Account(
          name, id, ou, tags, regions, status == null ? AccountStatus.ACTIVE : status);
    }
  }

  /** A grant; it is checked as it is made. */
  record GrantForm(
      @Doc("a role's ARN or local:<user>; a * at the end stands for any end") String principal,
      @Doc("what it may do: names of tasks, or *") List<String> verbs,
      @Doc("the PRN that it may be done to, and all below it") String on) {
    GrantForm {
      grant(principal, verbs, on);
    }

    Grant grant() {
      return grant(principal, verbs, on);
    }

    private static Grant grant(String principal, List<String> verbs, String on) {
      return new Grant(principal, verbs, prn(on));
    }

    private static Prn prn(String text) {
      try {
        return Prn.parse(text);
      } catch (IllegalArgumentException e) {
        throw new InvalidFieldException(
            "on", "'" + text + "' is no PRN", "Write prn:<portfolio>, or deeper.");
      }
    }
  }
}
