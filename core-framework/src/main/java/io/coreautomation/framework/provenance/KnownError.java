package io.coreautomation.framework.provenance;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** An error of AWS that is met often. Who asks is told all but how it is recognised. */
@JsonIncludeProperties({"id", "cause", "mend", "source"})
public record KnownError(
    @Doc("its name, which does not change") String id,
    @Doc("what a failure's message has that is this error: a regular expression, of any case")
        String match,
    @Doc("such a message") String sample,
    @Doc("what usually causes it") String cause,
    @Doc("what usually mends it") String mend,
    @Doc("where AWS writes about it") Page source) {
  /** Each is asked about every failure of a fleet; there are as many as the file has. */
  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  public KnownError {
    try {
      compiled(match);
    } catch (PatternSyntaxException e) {
      throw new InvalidFieldException(
          "match", "'" + match + "' is no regular expression", e.getDescription() + ".");
    }
  }

  /** A page of AWS's documentation. */
  public record Page(@Doc("its title") String title, @Doc("its address") String link) {}

  /** Whether a failure with this message is one. */
  boolean says(String message) {
    return compiled(match).matcher(message).find();
  }

  private static Pattern compiled(String match) {
    return COMPILED.computeIfAbsent(
        match, m -> Pattern.compile(m, Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
  }
}
