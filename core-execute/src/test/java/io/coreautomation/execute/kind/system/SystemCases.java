package io.coreautomation.execute.kind.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import java.util.List;

/** The cases of the kinds of the platform itself. */
public final class SystemCases {
  private SystemCases() {}

  public static List<KindCase> all() {
    return List.of(
        KindCase.of("nothing", new NoOp(), "{}"),
        KindCase.of("variables", new SetVariables(), "{\"variables\": {\"colour\": \"blue\"}}"),
        KindCase.of("a part of a long list", new RunTask(), part().toString()),
        new KindCase(
            "a part to be taken back",
            new RollBackTask(),
            w -> w.inEachRun(() -> w.drive(new RunTask(), part())),
            w -> Json.object().put("part", w.context(false).action().id()).put("task", "deploy")),
        KindCase.of("all that comes before", new Barrier(), "{}"),
        KindCase.of("a while", new Wait(), "{\"for\": \"10m\"}"),
        KindCase.of("until a time", new Wait(), "{\"until\": \"2026-01-01T02:00:00Z\"}"),
        KindCase.of(
            "something that holds",
            new Assert(),
            """
            {"that": {"expression": "colour == 'blue'", "values": {"colour": "blue"}}}
            """));
  }

  private static ObjectNode part() {
    var params =
        Json.object()
            .put("task", "deploy")
            .put("list", Digest.of("a list").toString())
            .put("actions", 5_000);
    params.putObject("inputs").put("network@Vpc", "vpc-1");
    params.putArray("sets").add("colour");
    return params;
  }
}
