package io.coreautomation.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.framework.json.Json;
import java.util.List;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Prints the results of one call in the format that was asked for. */
public final class Screen {
  private final Surroundings surroundings;
  private final OutputFormat format;

  public Screen(Surroundings surroundings, OutputFormat format) {
    this.surroundings = surroundings;
    this.format = format;
  }

  /** Whether a person reads the results. */
  public boolean isText() {
    return format == OutputFormat.TEXT;
  }

  public Style style() {
    return surroundings.colours() && isText() ? Style.COLOURED : Style.PLAIN;
  }

  /** The first line of all that happens in a world. Machines find it on stderr. */
  public void world(String name) {
    (isText() ? surroundings.out() : surroundings.err()).println("world: " + name);
  }

  /** A line of the result for people; machines get the document instead. */
  public void line(String text) {
    if (isText()) {
      surroundings.out().println(text);
    }
  }

  public void lines(List<String> texts) {
    texts.forEach(this::line);
  }

  /** Something to know besides the result. */
  public void talk(String text) {
    surroundings.err().println(text);
  }

  /** The result for machines; people got lines instead. */
  public void document(JsonNode document) {
    switch (format) {
      case TEXT -> {}
      case JSON -> surroundings.out().println(Json.pretty(document));
      case YAML -> surroundings.out().print(yaml(document));
    }
  }

  private static String yaml(JsonNode document) {
    var settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setSplitLines(false).build();
    return new Dump(settings).dumpToString(Json.as(document, Object.class));
  }
}
