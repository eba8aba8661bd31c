package io.coreautomation.infra;

import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * What a person may choose about an installation: the {@code core:…} entries of the CDK context.
 *
 * @param client whose installation it is; part of every name
 * @param scopePrefix put before every name, with its own hyphen at the end; empty for none
 * @param bucketInfix the middle of the artefact buckets' names
 * @param encryption who keeps the keys of data at rest
 * @param account the platform's account; null leaves it to the credentials of the deployment
 * @param region the platform's home region; null leaves it to the deployment
 * @param regions further target regions: each gets an artefact bucket
 * @param organizationId whose accounts are trusted to read templates and send events; null for none
 * @param accounts trusted accounts where there is no organisation
 * @param apiPrincipals who may call the API; empty means the organisation or the trusted accounts
 * @param externalId what a target account's roles ask of the platform
 * @param alertAddress an e-mail address that gets the alarms; null for none
 * @param logRetentionDays how long logs are kept
 * @param kinds the folder of the kinds that core does not ship; null for none
 */
public record InfraSettings(
    String client,
    String scopePrefix,
    String bucketInfix,
    Encryption encryption,
    @Nullable String account,
    @Nullable String region,
    List<String> regions,
    @Nullable String organizationId,
    List<String> accounts,
    List<String> apiPrincipals,
    String externalId,
    @Nullable String alertAddress,
    int logRetentionDays,
    @Nullable String kinds) {

  /** Who keeps the keys of data at rest. */
  public enum Encryption {
    /** The services' own keys: no cost, no key policy. */
    S3,
    /** One key of ours a region, for bucket and table. */
    KMS
  }

  private static final String CONTEXT_PREFIX = "core:";
  private static final int LONGEST_REGION = "ap-southeast-1".length() + 2;
  private static final SortedMap<Integer, RetentionDays> RETENTIONS =
      new TreeMap<>(
          Map.of(
              7, RetentionDays.ONE_WEEK,
              14, RetentionDays.TWO_WEEKS,
              30, RetentionDays.ONE_MONTH,
              90, RetentionDays.THREE_MONTHS,
              180, RetentionDays.SIX_MONTHS,
              365, RetentionDays.ONE_YEAR,
              731, RetentionDays.TWO_YEARS,
              1827, RetentionDays.FIVE_YEARS,
              3653, RetentionDays.TEN_YEARS));
  private static final List<String> KEYS =
      Arrays.stream(InfraSettings.class.getRecordComponents()).map(c -> c.getName()).toList();

  public InfraSettings {
    regions = List.copyOf(regions);
    accounts = List.copyOf(accounts);
    apiPrincipals = List.copyOf(apiPrincipals);
    if (!RETENTIONS.containsKey(logRetentionDays)) {
      throw new IllegalArgumentException("logs cannot be kept for " + logRetentionDays + " days");
    }
  }

  /** How long logs are kept, in CDK's words. */
  RetentionDays logRetention() {
    return Objects.requireNonNull(RETENTIONS.get(logRetentionDays));
  }

  /**
   * Reads the {@code core:…} entries of a CDK context; the others belong to CDK.
   *
   * @throws io.coreautomation.framework.problem.ProblemException with everything that is wrong
   */
  public static InfraSettings read(Map<String, ?> context) {
    return new Reader(context).read();
  }

  private static final class Reader {
    private final Map<String, Object> given;
    private final Problems problems = new Problems();

    Reader(Map<String, ?> context) {
      given =
          context.entrySet().stream()
              .filter(e -> e.getKey().startsWith(CONTEXT_PREFIX))
              .collect(
                  Collectors.toMap(
                      e -> e.getKey().substring(CONTEXT_PREFIX.length()), Map.Entry::getValue));
    }

    InfraSettings read() {
      for (String key : given.keySet()) {
        if (!KEYS.contains(key)) {
          refuse(
              ProblemCode.FIELD_UNKNOWN,
              "there is no setting '" + CONTEXT_PREFIX + key + "'",
              NearestName.suggestion(
                  KEYS.stream().map(CONTEXT_PREFIX::concat).toList(), CONTEXT_PREFIX + key));
        }
      }
      String client =
          text("client", "", "[a-z][a-z0-9-]{0,30}", "lower-case letters, digits and hyphens");
      String scopePrefix =
          text("scopePrefix", "", "|[a-z][a-z0-9-]{0,14}-", "up to 16 characters, the last a '-'");
      String bucketInfix =
          text("bucketInfix", "automation", "[a-z0-9-]{1,30}", "lower-case letters and digits");
      int bucketLength =
          scopePrefix.length() + client.length() + bucketInfix.length() + LONGEST_REGION + 2;
      if (bucketLength > 63) {
        refuse(
            ProblemCode.FIELD_INVALID,
            "the artefact buckets' names would have " + bucketLength + " characters, S3 allows 63",
            "Shorten core:scopePrefix, core:client or core:bucketInfix.");
      }
      var settings =
          new InfraSettings(
              client,
              scopePrefix,
              bucketInfix,
              text("encryption", "s3", "s3|kms", "'s3' or 'kms'").equals("kms")
                  ? Encryption.KMS
                  : Encryption.S3,
              optional("account", "\\d{12}", "an account id of 12 digits"),
              optional("region", REGION, "a region such as eu-west-1"),
              list("regions", REGION, "regions such as eu-west-1"),
              optional("organizationId", "o-[a-z0-9]{10,32}", "an id such as o-a1b2c3d4e5"),
              list("accounts", "\\d{12}", "account ids of 12 digits"),
              list("apiPrincipals", "arn:[^,\\s]+", "ARNs of roles or users"),
              text(
                  "externalId",
                  scopePrefix + client + "-core-automation",
                  "[\\w+=,.@:/-]{2,1224}",
                  "what IAM allows as an external id"),
              optional("alertAddress", "[^@\\s]+@[^@\\s]+", "an e-mail address"),
              retention(),
              optional("kinds", ".+", "the path of a folder"));
      problems.throwIfAny();
      return settings;
    }

    private static final String REGION = "[a-z]{2}(-[a-z]+)+-\\d";

    private String text(String key, String fallback, String pattern, String form) {
      Object value = given.getOrDefault(key, fallback);
      String text = String.valueOf(value);
      check(key, text, Pattern.compile(pattern).asMatchPredicate(), form);
      return text;
    }

    private @Nullable String optional(String key, String pattern, String form) {
      Object value = given.get(key);
      return value == null || value.equals("") ? null : text(key, "", pattern, form);
    }

    /** A list in cdk.json, or text with commas, as {@code cdk -c} can give no list. */
    private List<String> list(String key, String pattern, String form) {
      Object value = given.getOrDefault(key, "");
      List<String> items =
          value instanceof List<?> many
              ? many.stream().map(String::valueOf).toList()
              : Arrays.stream(String.valueOf(value).split(",", -1))
                  .map(String::strip)
                  .filter(Predicate.not(String::isEmpty))
                  .toList();
      items.forEach(i -> check(key, i, Pattern.compile(pattern).asMatchPredicate(), form));
      return items;
    }

    private int retention() {
      String days = String.valueOf(given.getOrDefault("logRetentionDays", "90"));
      boolean known = RETENTIONS.keySet().stream().anyMatch(r -> days.equals(r.toString()));
      check("logRetentionDays", days, _ -> known, "one of " + RETENTIONS.keySet());
      return known ? Integer.parseInt(days) : RETENTIONS.firstKey();
    }

    private void check(String key, String value, Predicate<String> rule, String form) {
      if (rule.test(value)) {
        return;
      }
      refuse(
          given.containsKey(key) ? ProblemCode.FIELD_INVALID : ProblemCode.FIELD_MISSING,
          given.containsKey(key)
              ? CONTEXT_PREFIX + key + ": '" + value + "' will not do"
              : "the setting '" + CONTEXT_PREFIX + key + "' is missing",
          "Use " + form + ", in infra/cdk.json or as -c " + CONTEXT_PREFIX + key + "=….");
    }

    private void refuse(ProblemCode code, String message, String mend) {
      problems.add(Problem.of(code, message, mend));
    }
  }
}
