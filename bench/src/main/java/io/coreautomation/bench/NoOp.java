package io.coreautomation.bench;

import com.sun.management.OperatingSystemMXBean;
import io.coreautomation.db.item.Item;
import io.coreautomation.db.item.ItemNews;
import io.coreautomation.db.item.Items;
import io.coreautomation.execute.kind.Wanted;
import io.coreautomation.execute.kind.cloudformation.CreateStack;
import io.coreautomation.execute.standing.Decision;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.local.sqlite.SqliteTables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is to be done on a fleet of which next to nothing has changed: every stack's digest made
 * from its params, held against its row in SQLite. The bound: 320,000 targets in under 10 s of one
 * core.
 */
public final class NoOp {
  private static final double BOUND = 10;
  private static final int STACKS_OF_A_PLACE = 200;
  private static final List<String> REGIONS =
      List.of("eu-west-1", "eu-central-1", "us-east-1", "us-west-2");
  private static final Prn OWNER = Prn.parse("prn:fleet:bench:main");
  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-00007c41d09e");
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

  /** Of so many stacks, one was made from other inputs than it is to have. */
  private static final int CHANGED_OF = 100;

  private final CreateStack kind = new CreateStack();
  private final Map<String, Double> seconds = new HashMap<>();
  private int unchanged;
  private int changed;

  private NoOp() {}

  /** Argument: how many targets (320,000). */
  public static void main(String[] arguments) throws IOException {
    var targets = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 320_000;
    var folder = Files.createTempDirectory("core-noop");
    try {
      new NoOp().measure(targets, folder.resolve("registry.db"));
    } finally {
      try (var files = Files.list(folder)) {
        for (var file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private void measure(int targets, Path file) {
    var places = places(targets / STACKS_OF_A_PLACE);
    try (var tables = SqliteTables.open(file, THEN)) {
      var items = new Items(tables);
      places.forEach(place -> timed("write the rows (not counted)", () -> written(items, place)));
      var cpu = cpuSeconds();
      for (var place : places) {
        var rows = timed("read the rows", () -> read(items, place));
        var wanted = timed("digest the inputs", () -> wanted(place, 1));
        timed("decide", () -> decided(rows, wanted));
      }
      cpu = cpuSeconds() - cpu;
      report(places.size() * STACKS_OF_A_PLACE, cpu);
    }
  }

  private void report(int targets, double cpu) {
    System.out.printf(Locale.ROOT, "%-30s %10s%n", "", "seconds");
    var counted = 0.0;
    for (var step :
        List.of("write the rows (not counted)", "read the rows", "digest the inputs", "decide")) {
      var took = seconds.getOrDefault(step, 0.0);
      counted += step.contains("not counted") ? 0 : took;
      System.out.printf(Locale.ROOT, "%-30s %10.2f%n", step, took);
    }
    System.out.printf(Locale.ROOT, "%-30s %10.2f%n", "all that is counted", counted);
    System.out.printf(Locale.ROOT, "%-30s %10.2f%n", "processor time of that", cpu);
    System.out.printf(
        Locale.ROOT,
        "%d targets, %d unchanged, %d changed; bound: %.0f s of one core%n",
        targets,
        unchanged,
        changed,
        BOUND);
    if (unchanged + changed != targets || changed != targets / CHANGED_OF) {
      throw new IllegalStateException("not decided as the rows say");
    }
    if (targets <= 320_000 && cpu > BOUND) {
      throw new IllegalStateException("over the bound");
    }
  }

  private <T> T timed(String step, Supplier<T> work) {
    var start = System.nanoTime();
    var value = work.get();
    seconds.merge(step, (System.nanoTime() - start) / 1e9, Double::sum);
    return value;
  }

  /** Of all threads, so that helpers of the virtual machine count, too. */
  private static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static List<Target> places(int count) {
    var places = new ArrayList<Target>();
    for (int i = 0; i < count; i++) {
      places.add(
          new Target(
              String.format(Locale.ROOT, "%012d", 300_000_000_000L + i / REGIONS.size()),
              REGIONS.get(i % REGIONS.size())));
    }
    return places;
  }

  /** What is to stand in a place; with another version, every so manieth is otherwise. */
  private Map<String, Wanted> wanted(Target place, int version) {
    var wanted = new HashMap<String, Wanted>();
    for (int i = 0; i < STACKS_OF_A_PLACE; i++) {
      var name = "bench-" + i;
      kind.wanted(params(name, place, i % CHANGED_OF == 0 ? version : 0))
          .ifPresent(w -> wanted.put(w.resource(), w));
    }
    return wanted;
  }

  private static CreateStack.Params params(String name, Target place, int version) {
    return new CreateStack.Params(
        name,
        Json.object()
            .put("key", "artefacts/fleet/bench/main/1/templates/" + digest(name).hex() + ".yaml"),
        Map.of("Account", place.account(), "Version", Integer.toString(version), "Size", "small"),
        Map.of("owner", "fleet", "stage", "production"),
        List.of(),
        null,
        null,
        null,
        null,
        List.of(),
        false);
  }

  private static Digest digest(String text) {
    return Digest.of(text);
  }

  private Integer written(Items items, Target place) {
    var news = new ArrayList<ItemNews>();
    wanted(place, 0).values().forEach(w -> news.add(new ItemNews.Stands(item(place, w))));
    items.note(news);
    return news.size();
  }

  private static Item item(Target place, Wanted wanted) {
    var name = wanted.resource().substring(wanted.resource().indexOf('/') + 1);
    return new Item(
        Prn.parse(OWNER + ":1"),
        name,
        "AWS::CreateStack",
        place.account(),
        place.region(),
        wanted.resource(),
        "arn:aws:cloudformation:%s:%s:stack/%s/0198f2c4-0000-7000-8000-00007c41d09e"
            .formatted(place.region(), place.account(), name),
        "UPDATE_COMPLETE",
        THEN,
        wanted.inputs(),
        Map.of("Table", name + "-Table-1ABCDEFGHIJKL", "Topic", "arn:aws:sns:::" + name),
        true,
        digest("list"),
        RUN,
        Item.version(THEN));
  }

  private static Map<String, Item> read(Items items, Target place) {
    var rows = new HashMap<String, Item>();
    var page = items.at(place, 1_000, null);
    page.rows().forEach(item -> rows.put(item.resource(), item));
    while (page.next() != null) {
      page = items.at(place, 1_000, page.next());
      page.rows().forEach(item -> rows.put(item.resource(), item));
    }
    return rows;
  }

  private Integer decided(Map<String, Item> rows, Map<String, Wanted> wanted) {
    for (var one : wanted.values()) {
      switch (Decision.of(OWNER, one, rows.get(one.resource())).withOutputs()) {
        case Decision.Unchanged _ -> unchanged++;
        case Decision.Changed _ -> changed++;
        case Decision.Doubtful(var why) -> throw new IllegalStateException(why.text());
      }
    }
    return wanted.size();
  }
}
