package io.coreautomation.bench;

import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.run.ActionStatus;
import io.coreautomation.framework.run.RunView;
import io.coreautomation.framework.task.Deployment;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskOptions;
import io.coreautomation.framework.task.TaskType;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.local.embedded.EmbeddedPlatform;
import io.coreautomation.local.embedded.EmbeddedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/**
 * A fleet on the embedded platform: half of the actions are stacks of two resources, half do
 * nothing; compiled, run on the twin, and run again with nothing changed. The bound: 1,000 actions
 * over 50 accounts in under 20 s.
 */
public final class Fleet {
  private static final Coordinates AT =
      new Coordinates("acme", "fleet", "bench", "main", "1", null);
  private static final Duration BOUND = Duration.ofSeconds(20);

  private Fleet() {}

  /** Arguments: how many accounts (50), and actions of each (20). */
  public static void main(String[] arguments) throws Exception {
    var accounts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
    var each = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    var folder = Files.createTempDirectory("core-fleet");
    try {
      write(folder, accounts, each);
      System.out.printf(Locale.ROOT, "%-28s %10s%n", "", "seconds");
      try (var platform =
          EmbeddedPlatform.open(
              new EmbeddedSettings(folder.resolve(".core"), null, "instant", "local:bench"))) {
        platform.seed(folder);
        var compiled =
            timed("compile", () -> platform.compile(folder, task()).list().actions().size());
        var first = timed("compile and run", () -> run(platform, folder));
        var second = timed("run again, no change", () -> run(platform, folder));
        System.out.printf(
            Locale.ROOT,
            "%d actions, %d accounts; bound for compile and run: %d s%n",
            compiled.value(),
            accounts,
            BOUND.toSeconds());
        check(first.value());
        check(second.value());
        if (accounts * each <= 1_000 && first.took().compareTo(BOUND) > 0) {
          throw new IllegalStateException("over the bound");
        }
      }
    } finally {
      delete(folder);
    }
  }

  private record Timed<T>(T value, Duration took) {}

  private interface Work<T> {
    T run() throws Exception;
  }

  private static <T> Timed<T> timed(String name, Work<T> work) throws Exception {
    var start = System.nanoTime();
    var value = work.run();
    var took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf(Locale.ROOT, "%-28s %10.2f%n", name, took.toMillis() / 1000.0);
    return new Timed<>(value, took);
  }

  private static RunView run(EmbeddedPlatform platform, Path folder) throws InterruptedException {
    var uploaded = platform.upload(folder, AT);
    return platform.follow(platform.submit(task().withPackage(uploaded.ref())), view -> {});
  }

  private static void check(RunView view) {
    if (!view.actions().stream().allMatch(a -> a.status() == ActionStatus.COMPLETE)) {
      throw new IllegalStateException("not all actions are COMPLETE: " + view.run());
    }
  }

  private static Task task() {
    return new Task(
        TaskVerb.DEPLOY,
        TaskType.DEPLOYSPEC,
        new Deployment(AT, "bench", null, Map.of()),
        null,
        TaskOptions.DEFAULT,
        null);
  }

  private static void write(Path folder, int accounts, int each) throws IOException {
    var registry =
        new StringBuilder("clients: [{name: acme}]\nportfolios: [{name: fleet}]\naccounts:\n");
    for (int i = 0; i < accounts; i++) {
      registry.append(
          String.format(
              Locale.ROOT,
              "  - {name: account-%d, id: \"%012d\", ou: Fleet}%n",
              i,
              300_000_000_000L + i));
    }
    registry.append("zones: [{name: eu, account: account-0, regions: [eu-west-1]}]\n");
    registry.append("apps: [{portfolio: fleet, name: bench, zone: eu}]\n");
    Files.writeString(folder.resolve("registry.yaml"), registry);
    var spec =
        new StringBuilder("defaults: {accounts: [{ou: Fleet}], regions: [eu-west-1]}\nactions:\n");
    for (int i = 0; i < each / 2; i++) {
      var before = i == 0 ? "" : ", dependsOn: [stack-" + (i - 1) + "]";
      spec.append(
          "  - {name: stack-%1$d, kind: 'AWS::CreateStack'%2$s, params: {stackName: bench-%1$d, template: stack.yaml}}%n"
              .formatted(i, before));
      spec.append(
          "  - {name: mark-%1$d, kind: 'SYSTEM::NoOp', accounts: [{ou: Fleet}], regions: [eu-west-1], dependsOn: [stack-%1$d]}%n"
              .formatted(i));
    }
    Files.writeString(folder.resolve("deployspec.yaml"), spec);
    Files.writeString(
        folder.resolve("stack.yaml"),
        """
        Resources:
          Table:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
              KeySchema: [{AttributeName: id, KeyType: HASH}]
          Topic:
            Type: AWS::SNS::Topic
        Outputs:
          Table: {Value: !Ref Table}
        """);
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
