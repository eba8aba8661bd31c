package io.coreautomation.db.seed;

import io.coreautomation.db.account.Account;
import io.coreautomation.db.account.Accounts;
import io.coreautomation.db.app.App;
import io.coreautomation.db.app.Apps;
import io.coreautomation.db.client.Client;
import io.coreautomation.db.client.Clients;
import io.coreautomation.db.grant.Grant;
import io.coreautomation.db.grant.Grants;
import io.coreautomation.db.portfolio.Portfolio;
import io.coreautomation.db.portfolio.Portfolios;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.zone.Zone;
import io.coreautomation.db.zone.Zones;
import io.coreautomation.framework.document.Dialect;
import io.coreautomation.framework.document.DocumentReader;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.problem.Problems;
import io.coreautomation.framework.shape.Binder;
import java.util.List;

/** What a {@code registry.yaml} says: parts of a registry that belong together. */
public record RegistryDocument(
    List<Client> clients,
    List<Portfolio> portfolios,
    List<Zone> zones,
    List<Account> accounts,
    List<App> apps,
    List<Grant> grants) {
  /** The name that it has in a package folder. */
  public static final String FILE = "registry.yaml";

  public RegistryDocument {
    clients = List.copyOf(clients);
    portfolios = List.copyOf(portfolios);
    zones = List.copyOf(zones);
    accounts = List.copyOf(accounts);
    apps = List.copyOf(apps);
    grants = List.copyOf(grants);
  }

  /**
   * Reads a document.
   *
   * @param file the name to use in positions
   * @throws io.coreautomation.framework.problem.ProblemException with all that is wrong
   */
  public static RegistryDocument read(String file, byte[] content) {
    return of(new DocumentReader().read(file, content, Dialect.PACKAGE));
  }

  private static RegistryDocument of(Node root) {
    var problems = new Problems();
    var bound = new Binder(problems).bind(RegistryForm.class, root, "");
    bound.ifPresent(form -> new References(form, root, problems).check());
    problems.throwIfAny();
    var form = bound.orElseThrow(() -> new IllegalStateException("unbound without a problem"));
    return new RegistryDocument(
        form.clients(),
        form.portfolios(),
        form.zones(),
        form.accounts().stream().map(RegistryForm.AccountForm::account).toList(),
        form.apps(),
        form.grants().stream().map(RegistryForm.GrantForm::grant).toList());
  }

  /**
   * Puts what the document says into a registry, as often as you like. What the registry has
   * besides stays.
   */
  public void applyTo(Tables tables) {
    clients.forEach(new Clients(tables)::put);
    portfolios.forEach(new Portfolios(tables)::put);
    accounts.forEach(new Accounts(tables)::register);
    zones.forEach(new Zones(tables)::put);
    apps.forEach(new Apps(tables)::put);
    grants.forEach(new Grants(tables)::put);
  }
}
