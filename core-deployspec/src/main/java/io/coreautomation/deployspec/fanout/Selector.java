package io.coreautomation.deployspec.fanout;

import io.coreautomation.deployspec.fanout.FannedAction.Instance;
import io.coreautomation.framework.action.Target;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words for instances of an action, seen from a target: {@code name} (same target if there is one,
 * else all), {@code name@*} (all), {@code name@account} (that account, same region if it has it),
 * {@code name@account/region}, {@code name@*}{@code /=} (all accounts, same region), {@code
 * name@=/*} (same account, all regions).
 */
public record Selector(String name, Where where) {
  private static final Pattern FORM = Pattern.compile("([^@]+)(?:@([^@]+))?");

  /** Which instances. */
  sealed interface Where {
    record Same() implements Where {}

    record All() implements Where {}

    record SameRegion() implements Where {}

    record SameAccount() implements Where {}

    record InAccount(String nameOrId) implements Where {}

    record At(String nameOrId, String region) implements Where {}
  }

  /** How an account is found by its name or id. */
  @FunctionalInterface
  public interface AccountIds {
    Optional<String> id(String nameOrId);
  }

  /** The selector, or nothing if the text is none. */
  public static Optional<Selector> parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    var where = form.group(2) == null ? Optional.<Where>of(new Where.Same()) : where(form.group(2));
    return where.map(found -> new Selector(form.group(1), found));
  }

  private static Optional<Where> where(String text) {
    return switch (text) {
      case "*" -> Optional.of(new Where.All());
      case "*/=" -> Optional.of(new Where.SameRegion());
      case "=/*" -> Optional.of(new Where.SameAccount());
      default -> {
        var parts = text.split("/", -1);
        if (parts.length > 2 || parts[0].matches("[*=]?")) {
          yield Optional.empty();
        }
        if (parts.length == 1) {
          yield Optional.of(new Where.InAccount(parts[0]));
        }
        yield Target.isRegion(parts[1])
            ? Optional.of(new Where.At(parts[0], parts[1]))
            : Optional.empty();
      }
    };
  }

  /**
   * The instances that it finds.
   *
   * @param from the target of who asks; null if it has none
   */
  public List<Instance> among(FannedAction other, @Nullable Target from, AccountIds accounts) {
    return switch (where) {
      case Where.Same _ -> {
        var same = from == null ? List.<Instance>of() : other.at(from);
        yield same.isEmpty() ? other.instances() : same;
      }
      case Where.All _ -> other.instances();
      case Where.SameRegion _ -> from == null ? List.of() : other.inRegion(from.region());
      case Where.SameAccount _ -> from == null ? List.of() : other.inAccount(from.account());
      case Where.InAccount(String account) -> {
        var id = accounts.id(account).orElse("");
        var there = other.inAccount(id);
        var same =
            from == null || there.isEmpty()
                ? List.<Instance>of()
                : other.at(new Target(id, from.region()));
        yield same.isEmpty() ? there : same;
      }
      case Where.At(String account, String region) ->
          accounts.id(account).map(id -> other.at(new Target(id, region))).orElse(List.of());
    };
  }
}
