package io.coreautomation.simulator.cloudformation.resource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The table of resource types: {@code resource-types.txt}. */
public final class ResourceTypes {
  private static final Map<String, ResourceType> TABLE = read();
  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final Duration CUSTOM = Duration.ofSeconds(20);
  private static final int LONGEST_NAME = 128;
  private static final int COLUMNS = 8;

  private ResourceTypes() {}

  /** The type of this name; one that the table lacks is taken as it comes. */
  public static ResourceType of(String name) {
    var known = TABLE.get(name);
    return known != null ? known : generic(name);
  }

  /** The names of the types in the table. */
  public static Set<String> known() {
    return TABLE.keySet();
  }

  /** Whether a type is a custom resource: its provider decides which attributes it has. */
  public static boolean isCustom(String name) {
    return name.startsWith("Custom::") || name.equals("AWS::CloudFormation::CustomResource");
  }

  private static ResourceType generic(String name) {
    var custom = isCustom(name);
    return new ResourceType(
        name,
        custom ? CUSTOM : USUAL,
        "{name}",
        new ResourceType.Naming("", ResourceType.Scope.NONE, LONGEST_NAME, false),
        custom ? Set.of("ServiceToken") : Set.of(),
        custom ? List.of("ServiceToken") : List.of(),
        false,
        false,
        Map.of());
  }

  private static Map<String, ResourceType> read() {
    var table = new LinkedHashMap<String, ResourceType>();
    try (var in = ResourceTypes.class.getResourceAsStream("resource-types.txt")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(ResourceTypes::parse)
          .forEach(type -> table.put(type.name(), type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private static ResourceType parse(String line) {
    var columns = line.split("\\s\\|(?=\\s|$)", -1);
    if (columns.length < COLUMNS - 1) {
      throw new IllegalStateException("a line of the table of resource types is short: " + line);
    }
    var flags = words(columns[6], " ");
    var attributes = new LinkedHashMap<String, String>();
    for (var attribute : words(columns.length < COLUMNS ? "" : columns[7], " ")) {
      var equals = attribute.indexOf('=');
      attributes.put(attribute.substring(0, equals), attribute.substring(equals + 1));
    }
    return new ResourceType(
        columns[0].trim(),
        Duration.ofSeconds(Long.parseLong(columns[1].trim())),
        columns[2].trim(),
        naming(columns[3].trim()),
        new LinkedHashSet<>(words(columns[4], ",")),
        words(columns[5], ","),
        flags.contains("closed"),
        flags.contains("iam"),
        attributes);
  }

  private static ResourceType.Naming naming(String column) {
    if (column.isEmpty()) {
      return new ResourceType.Naming("", ResourceType.Scope.NONE, LONGEST_NAME, false);
    }
    var parts = column.split(",", -1);
    return new ResourceType.Naming(
        parts[0],
        ResourceType.Scope.valueOf(parts[1].toUpperCase(Locale.ROOT)),
        Integer.parseInt(parts[2]),
        parts.length > 3);
  }

  private static List<String> words(String column, String separator) {
    return Stream.of(column.trim().split(separator, -1))
        .map(String::trim)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
