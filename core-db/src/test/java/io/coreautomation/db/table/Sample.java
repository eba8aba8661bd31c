package io.coreautomation.db.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.TaskVerb;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A row with an attribute of each sort. */
public record Sample(
    String group,
    String name,
    long version,
    Integer size,
    boolean marked,
    Instant at,
    TaskVerb verb,
    Prn prn,
    Digest digest,
    List<String> words,
    Map<String, String> tags,
    Map<String, JsonNode> facts,
    JsonNode any,
    Inner inner,
    String absent) {
  static final RowType<Sample> ROW =
      RowType.of(Sample.class, sample -> new Key(sample.group(), sample.name()))
          .first(
              sample ->
                  sample.marked()
                      ? new Key("marked-" + sample.group(), sample.words().toString())
                      : null)
          .second(sample -> new Key("sized-" + sample.group(), "" + sample.size()))
          .expires(sample -> sample.at().plusSeconds(4_000_000_000L))
          .build();

  /** A record in a record. */
  public record Inner(String text, Digest digest, List<Integer> numbers) {}

  static Sample of(String group, String name) {
    return new Sample(
        group,
        name,
        1,
        7,
        false,
        Instant.parse("2026-01-02T03:04:05.000000006Z"),
        TaskVerb.DEPLOY,
        Prn.parse("prn:web:shop"),
        Digest.of("x"),
        List.of("b", "a"),
        Map.of("tier", "shared"),
        Map.of("domain", Json.parse("\"acme.example\""), "ports", Json.parse("[80,443]")),
        Json.parse("{\"a\":[1,true,null,\"\",{\"b\":-12345678901234}],\"é\":\"ü\"}"),
        new Inner("", Digest.of("y"), List.of()),
        null);
  }

  Sample version(long newVersion) {
    return changed(newVersion, size, marked, words);
  }

  Sample size(int newSize) {
    return changed(version, newSize, marked, words);
  }

  Sample marked(String word) {
    return changed(version, size, true, List.of(word));
  }

  Sample words(List<String> newWords) {
    return changed(version, size, marked, newWords);
  }

  Sample any(JsonNode tree) {
    return new Sample(
        group, name, version, size, marked, at, verb, prn, digest, words, tags, facts, tree, inner,
        absent);
  }

  Key key() {
    return ROW.key(this);
  }

  private Sample changed(long newVersion, Integer newSize, boolean mark, List<String> list) {
    return new Sample(
        group,
        name,
        newVersion,
        newSize,
        mark,
        at,
        verb,
        prn,
        digest,
        list,
        tags,
        facts,
        any,
        inner,
        absent);
  }
}
