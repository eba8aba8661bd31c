package io.coreautomation.framework.rendering;

import io.coreautomation.framework.coordinates.Names;
import io.coreautomation.framework.json.CanonicalJson;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Our own filters; those of upstream that make sense for a scalar keep their names. None makes a
 * text longer than {@link Renderer#MAX_TEXT}.
 *
 * <table>
 * <caption>Filters, beside Pebble's abs, capitalize, default, first, last, length, lower, trim, upper</caption>
 * <tr><td>{@code ensure_list}</td><td>a list of the value, unless it is one</td></tr>
 * <tr><td>{@code join(separator)}</td><td>a list as text; the separator is a comma unless given</td></tr>
 * <tr><td>{@code regex_replace(find, replacement)}</td><td>every match replaced; {@code $1} is a group</td></tr>
 * <tr><td>{@code replace(find, replacement)}</td><td>every occurrence replaced</td></tr>
 * <tr><td>{@code rstrip(characters)}</td><td>without these at its end; blanks unless given</td></tr>
 * <tr><td>{@code shorten_unique(limit)}</td><td>the text itself if it fits, else cut, with ten
 *     characters of its hash: upstream draws random ones, so its names differ from ours</td></tr>
 * <tr><td>{@code split(separator)}</td><td>text as a list</td></tr>
 * <tr><td>{@code to_json}</td><td>the value as canonical JSON</td></tr>
 * </table>
 */
final class Filters extends AbstractExtension {
  /** The filter that {@link Renderer} puts around every expression. */
  static final String RESULT = "core_result";

  @Override
  public Map<String, Filter> getFilters() {
    return Map.ofEntries(
        Map.entry(RESULT, new Capture()),
        filter("ensure_list", List.of(), (in, _) -> in instanceof List ? in : List.of(value(in))),
        filter("join", List.of("separator"), Filters::join),
        filter("regex_replace", List.of("find", "replacement"), Filters::regexReplace),
        filter(
            "replace",
            List.of("find", "replacement"),
            (in, args) ->
                replaced(
                    text(in),
                    Pattern.compile(text(args.get("find")), Pattern.LITERAL),
                    java.util.regex.Matcher.quoteReplacement(text(args.get("replacement"))))),
        filter("rstrip", List.of("characters"), Filters::rstrip),
        filter("shorten_unique", List.of("limit"), Filters::shorten),
        filter("split", List.of("separator"), Filters::split),
        filter("to_json", List.of(), (in, _) -> CanonicalJson.text(Values.json(value(in)))));
  }

  private static Object join(@Nullable Object in, Map<String, Object> args) {
    var separator = args.get("separator") == null ? "," : text(args.get("separator"));
    if (!(in instanceof List<?> list)) {
      throw new RefusedValueException("'join' wants a list", "Use it as {{ list | join(',') }}.");
    }
    var joined = new StringBuilder();
    for (var item : list) {
      joined.append(joined.isEmpty() ? "" : separator).append(text(item));
      Renderer.limit(joined.length());
    }
    return joined.toString();
  }

  private static Object split(@Nullable Object in, Map<String, Object> args) {
    var separator = args.get("separator") == null ? "," : text(args.get("separator"));
    return List.of(text(in).split(Pattern.quote(separator), -1));
  }

  private static Object rstrip(@Nullable Object in, Map<String, Object> args) {
    var characters = args.get("characters") == null ? " \t\r\n" : text(args.get("characters"));
    var text = text(in);
    int end = text.length();
    while (end > 0 && characters.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  private static Object shorten(@Nullable Object in, Map<String, Object> args) {
    if (!(args.get("limit") instanceof Long limit) || limit < 12 || limit > Renderer.MAX_TEXT) {
      throw new RefusedValueException(
          "'shorten_unique' wants a limit of 12 or more", "Use {{ name | shorten_unique(32) }}.");
    }
    return Names.fit(text(in), limit.intValue());
  }

  private static Object regexReplace(@Nullable Object in, Map<String, Object> args) {
    try {
      return replaced(
          text(in), Pattern.compile(text(args.get("find"))), text(args.get("replacement")));
    } catch (PatternSyntaxException e) {
      throw new RefusedValueException(
          "'" + args.get("find") + "' is no regular expression: " + e.getDescription(),
          "Mend it there.");
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new RefusedValueException(
          "'" + args.get("replacement") + "' is no replacement: " + e.getMessage(),
          "Use $1 for a group that the expression has, and \\$ for a dollar sign.");
    }
  }

  private static String replaced(String text, Pattern find, String replacement) {
    var matcher = find.matcher(new PatientText(text));
    var result = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(result, replacement);
      Renderer.limit(result.length());
    }
    return matcher.appendTail(result).toString();
  }

  private static String text(@Nullable Object value) {
    return Values.text(value(value));
  }

  private static Object value(@Nullable Object value) {
    return Objects.requireNonNullElse(value, "");
  }

  /** What a filter does with its input and arguments. */
  @FunctionalInterface
  private interface Work {
    Object on(@Nullable Object input, Map<String, Object> arguments);
  }

  private static Map.Entry<String, Filter> filter(String name, List<String> arguments, Work work) {
    return Map.entry(
        name,
        new Filter() {
          @Override
          public List<String> getArgumentNames() {
            return new ArrayList<>(arguments);
          }

          @Override
          public Object apply(
              @Nullable Object input,
              Map<String, Object> args,
              PebbleTemplate self,
              EvaluationContext context,
              int line) {
            return work.on(input, args);
          }
        });
  }

  /** Hands the value of the expression out as what it is, not as text. */
  private static final class Capture implements Filter {
    @Override
    public @Nullable List<String> getArgumentNames() {
      return null;
    }

    @Override
    public Object apply(
        @Nullable Object input,
        Map<String, Object> args,
        PebbleTemplate self,
        EvaluationContext context,
        int line) {
      if (context.getVariable(StrictScope.RESULT) instanceof StrictScope.Result result) {
        result.value = input;
      }
      return "";
    }
  }
}
