package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.cli.platform.EmbeddedPlatforms;
import io.coreautomation.cli.platform.Platforms;
import io.coreautomation.framework.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A package on the embedded platform, in two accounts of the twin. */
final class ShopOnTheTwin {
  private final Cli cli;

  /** Writes it into a folder, without a deployspec. */
  ShopOnTheTwin(Path directory) {
    this(directory, new EmbeddedPlatforms());
  }

  ShopOnTheTwin(Path directory, Platforms platforms) {
    cli =
        new Cli(directory, platforms)
            .with(
                "shop/core.yaml",
                "{client: acme, portfolio: web, app: shop, branch: main, build: '42'}\n")
            .with(
                "shop/registry.yaml",
                """
                clients: [{name: acme, homeRegion: eu-west-1}]
                portfolios: [{name: web, owner: platform@acme.example}]
                accounts:
                  - {name: dev, id: "210000000021", ou: Dev, regions: [eu-west-1, eu-central-1]}
                  - {name: prod, id: "210000000022", ou: Prod, regions: [eu-west-1]}
                zones: [{name: eu, account: dev, regions: [eu-west-1, eu-central-1]}]
                apps: [{portfolio: web, name: shop, zone: eu}]
                """)
            .with("shop/templates/queue.yaml", "Resources: {Queue: {Type: AWS::SQS::Queue}}\n");
  }

  /** Writes a file of it. */
  ShopOnTheTwin with(String file, String text) {
    cli.with("shop/" + file, text);
    return this;
  }

  Cli.Outcome call(String... arguments) {
    return cli.call(arguments);
  }

  /** Runs the package, and says which run that was. */
  String failed(String... options) {
    var call = new ArrayList<>(List.of("run", "shop"));
    call.addAll(List.of(options));
    var outcome = cli.call(call.toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isEqualTo(1);
    return newest();
  }

  String newest() {
    return Json.parse(cli.call("runs", "--output", "json").out()).at("/runs/0/id").asText();
  }
}
