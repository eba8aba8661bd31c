package io.coreautomation.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.infra.InfraSettings.Encryption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InfraSettingsTest {
  @Test
  void a_client_is_all_that_must_be_given() {
    assertThat(InfraSettings.read(Map.of("core:client", "acme")))
        .isEqualTo(
            new InfraSettings(
                "acme",
                "",
                "automation",
                Encryption.S3,
                null,
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                "acme-core-automation",
                null,
                90,
                null));
  }

  @Test
  void the_command_line_gives_lists_and_numbers_as_text() {
    InfraSettings settings =
        InfraSettings.read(
            Map.of(
                "core:client", "acme",
                "core:regions", "eu-west-1, us-gov-east-1",
                "core:accounts", List.of("111122223333"),
                "core:organizationId", "",
                "core:logRetentionDays", "30"));

    assertThat(settings.regions()).containsExactly("eu-west-1", "us-gov-east-1");
    assertThat(settings.accounts()).containsExactly("111122223333");
    assertThat(settings.organizationId()).isNull();
    assertThat(settings.logRetentionDays()).isEqualTo(30);
  }

  @Test
  void entries_of_cdk_itself_are_left_to_it() {
    assertThat(
            InfraSettings.read(Map.of("core:client", "acme", "@aws-cdk/core:anything", true))
                .client())
        .isEqualTo("acme");
  }

  @Test
  void everything_that_is_wrong_is_told_at_once() {
    assertThatThrownBy(
            () ->
                InfraSettings.read(
                    Map.of(
                        "core:scopeprefix", "dev-",
                        "core:encryption", "none",
                        "core:accounts", "1234",
                        "core:logRetentionDays", 91)))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            """
            there is no setting 'core:scopeprefix'. Did you mean 'core:scopePrefix'?
            the setting 'core:client' is missing. Use lower-case letters, digits and hyphens, in infra/cdk.json or as -c core:client=….
            core:encryption: 'none' will not do. Use 's3' or 'kms', in infra/cdk.json or as -c core:encryption=….
            core:accounts: '1234' will not do. Use account ids of 12 digits, in infra/cdk.json or as -c core:accounts=….
            core:logRetentionDays: '91' will not do. Use one of [7, 14, 30, 90, 180, 365, 731, 1827, 3653], in infra/cdk.json or as -c core:logRetentionDays=….\
            """);
  }

  @Test
  void a_bucket_name_too_long_for_any_region_is_refused() {
    assertThatThrownBy(
            () ->
                InfraSettings.read(
                    Map.of(
                        "core:client", "a-client-with-quite-a-long-name",
                        "core:scopePrefix", "development-")))
        .hasMessage(
            "the artefact buckets' names would have 71 characters, S3 allows 63. Shorten"
                + " core:scopePrefix, core:client or core:bucketInfix.");
  }
}
