package io.coreautomation.db.facts;

import io.coreautomation.db.account.Account;
import io.coreautomation.db.account.Accounts;
import io.coreautomation.db.app.App;
import io.coreautomation.db.app.Apps;
import io.coreautomation.db.client.Client;
import io.coreautomation.db.client.Clients;
import io.coreautomation.db.portfolio.Portfolio;
import io.coreautomation.db.portfolio.Portfolios;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.zone.Zone;
import io.coreautomation.db.zone.Zones;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the registry knows about a deployment: all that a compiler reads of it.
 *
 * @param client one without facts, if it is not registered
 * @param zone the app's
 * @param accounts all, in the order of their registration
 */
public record RegistryFacts(
    Client client,
    @Nullable Portfolio portfolio,
    @Nullable App app,
    @Nullable Zone zone,
    List<Account> accounts) {
  public RegistryFacts {
    accounts = List.copyOf(accounts);
  }

  /** Reads what is known about some coordinates. */
  public static RegistryFacts read(Tables tables, Coordinates at) {
    var client =
        new Clients(tables)
            .get(at.client())
            .orElseGet(() -> new Client(at.client(), null, Map.of()));
    var portfolio = new Portfolios(tables).get(at.portfolio()).orElse(null);
    var app = at.app() == null ? null : new Apps(tables).get(at.portfolio(), at.app()).orElse(null);
    var zone =
        app == null || app.zone() == null ? null : new Zones(tables).get(app.zone()).orElse(null);
    return new RegistryFacts(client, portfolio, app, zone, new Accounts(tables).all());
  }

  /** Over the canonical form: the same facts have the same digest. */
  public Digest digest() {
    return Digest.of(Json.tree(this));
  }
}
