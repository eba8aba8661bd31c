package io.coreautomation.framework.coordinates;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.uuid.Generators;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id of a run: the correlation id of its task, a UUID (ours are UUIDv7). Never used for
 * ordering.
 */
public record RunId(String text) {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Ours alone, so that no other system's UUIDv5 of a name is one of these. */
  private static final UUID NAMES = UUID.fromString("6f2a3a0c-8d0b-5c52-9f0e-7a1d0c0de001");

  public RunId {
    text = text.toLowerCase(Locale.ROOT);
    if (!UUID_FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is no correlation id: use a UUID");
    }
  }

  /** A new UUIDv7. */
  public static RunId random() {
    return of(Generators.timeBasedEpochRandomGenerator().generate());
  }

  /**
   * The same id for the same name, always (a UUIDv5): for doors to which one request may be
   * delivered twice.
   */
  public static RunId named(String name) {
    return of(Generators.nameBasedGenerator(NAMES).generate(name));
  }

  public static RunId of(UUID uuid) {
    return new RunId(uuid.toString());
  }

  @JsonCreator
  public static RunId parse(String text) {
    return new RunId(text);
  }

  /** The last 8 digits: the first ones of a UUIDv7 change only each minute. */
  public String shortId() {
    return text.substring(text.length() - 8);
  }

  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
