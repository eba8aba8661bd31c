package io.coreautomation.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.cli.output.Screen;
import io.coreautomation.cli.output.TextTable;
import io.coreautomation.cli.platform.ScratchWorld;
import io.coreautomation.execute.kind.own.OwnKinds;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.shape.JsonSchema;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code core kinds [KIND]}; {@link KindsNewVerb} makes one. */
@Command(
    name = "kinds",
    description = "Lists the kinds of action, or the params of one.",
    synopsisSubcommandLabel = "[new]",
    footer = {"", "Example:", "  core kinds AWS::CreateStack"})
public final class KindsVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private KindOptions kinds = new KindOptions();

  @Parameters(arity = "0..1", paramLabel = "KIND", description = "a kind, in any of its spellings")
  private @Nullable String kind;

  public KindsVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var screen = common.screen(surroundings);
    var from = kinds.own(surroundings);
    try (var scratch = ScratchWorld.open(surroundings.platforms(), from.kinds())) {
      var catalog = scratch.platform().kinds();
      if (kind == null) {
        list(catalog, from, screen);
      } else {
        show(find(catalog, kind), from, screen);
      }
      return 0;
    }
  }

  private static KindCatalog.Entry find(KindCatalog catalog, String spelling) {
    return catalog
        .find(spelling)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemCode.NOT_FOUND,
                        "there is no kind '" + spelling + "'",
                        catalog.suggestion(spelling))));
  }

  private static void list(KindCatalog catalog, OwnKinds from, Screen screen) {
    var table = new TextTable("KIND", "FROM", "WHAT IT DOES");
    var document = Json.object();
    var kinds = document.putArray("kinds");
    for (var entry : catalog.kinds()) {
      table.add(entry.name(), from.from(entry.name()), entry.doc());
      kinds.add(json(entry, from));
    }
    screen.lines(table.lines());
    screen.document(document);
  }

  private static void show(KindCatalog.Entry entry, OwnKinds from, Screen screen) {
    screen.line(entry.name());
    screen.line(entry.doc());
    screen.line("");
    var table = new TextTable("PARAM", "TYPE", "REQUIRED", "WHAT IT IS");
    for (var field : entry.params().fields()) {
      table.add(
          field.name(), field.shape().describe(), field.required() ? "yes" : "no", field.doc());
    }
    screen.lines(table.lines());
    screen.line("");
    screen.line("from      " + from.from(entry.name()));
    screen.line(
        "needs     "
            + (entry.permissions().isEmpty()
                ? "no permission"
                : String.join(", ", entry.permissions())));
    screen.line(
        "rollback  "
            + (entry.isReversible() ? entry.compensation() : "what it did cannot be taken back"));
    if (!entry.outputs().isEmpty()) {
      screen.line("");
      var outputs = new TextTable("OUTPUT", "WHAT IT IS");
      entry.outputs().forEach(outputs::add);
      screen.lines(outputs.lines());
    }
    if (!entry.example().isEmpty()) {
      screen.line("");
      screen.line("Example of its params:");
      entry.example().lines().map(line -> "  " + line).forEach(screen::line);
    }
    screen.document(json(entry, from));
  }

  private static ObjectNode json(KindCatalog.Entry entry, OwnKinds from) {
    var json =
        Json.object()
            .put("name", entry.name())
            .put("from", from.from(entry.name()))
            .put("doc", entry.doc())
            .put("targeted", entry.targeted())
            .put("global", entry.global())
            .put("compensation", entry.compensation())
            .put("example", entry.example());
    json.set("permissions", Json.tree(entry.permissions()));
    json.set("outputs", Json.tree(entry.outputs()));
    json.set("params", JsonSchema.of(entry.params()));
    return json;
  }
}
