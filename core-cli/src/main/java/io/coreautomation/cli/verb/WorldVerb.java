package io.coreautomation.cli.verb;

import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.TextTable;
import io.coreautomation.framework.json.Json;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code core world}. */
@Command(
    name = "world",
    description = "Shows the accounts of a world and the stacks that stand in them.",
    footer = {"", "Example:", "  core world --output json"})
public final class WorldVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();

  public WorldVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var screen = common.screen(surroundings);
    try (var platform = world.open(surroundings, screen)) {
      var document = Json.object();
      var accounts = new TextTable("ACCOUNT", "NAME", "OU", "STATUS");
      var accountList = document.putArray("accounts");
      for (var account : platform.accounts()) {
        accounts.add(
            account.id(),
            account.name(),
            Objects.requireNonNullElse(account.ou(), ""),
            account.status().name());
        accountList.add(Json.objectOf(account));
      }
      var stacks = new TextTable("ACCOUNT", "NAME", "REGION", "STACK", "STATUS");
      var stackList = document.putArray("stacks");
      for (var stack : platform.stacks()) {
        stacks.add(
            stack.account(),
            stack.accountName(),
            stack.region(),
            stack.stackName(),
            stack.status());
        stackList.add(Json.objectOf(stack));
      }
      screen.lines(accounts.lines());
      screen.line("");
      screen.lines(stacks.lines());
      screen.document(document);
      return 0;
    }
  }
}
