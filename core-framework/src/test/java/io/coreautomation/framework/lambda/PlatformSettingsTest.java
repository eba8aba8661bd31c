package io.coreautomation.framework.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coreautomation.framework.testing.LambdaEnvironment;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlatformSettingsTest {
  private static final Map<String, String> ENVIRONMENT = LambdaEnvironment.COMPLETE;

  @Test
  void what_the_environment_says_is_read_and_the_rest_has_defaults() {
    var settings = PlatformSettings.read(ENVIRONMENT);

    assertThat(settings.client()).isEqualTo("acme");
    assertThat(settings.scopePrefix()).isEmpty();
    assertThat(settings.rolePrefix()).isEqualTo("core-automation-");
    assertThat(settings.world()).isEqualTo("aws");
    assertThat(settings.externalId()).isEqualTo("s3cr3t-external-id");
  }

  @Test
  void account_region_and_partition_are_those_of_the_state_machine() {
    var settings = PlatformSettings.read(ENVIRONMENT);

    assertThat(settings.account()).isEqualTo("111122223333");
    assertThat(settings.region()).isEqualTo("eu-west-1");
    assertThat(settings.partition()).isEqualTo("aws");
  }

  @Test
  void all_that_is_missing_is_named_at_once() {
    var environment = new HashMap<>(ENVIRONMENT);
    environment.remove("CORE_BUCKET");
    environment.put("CORE_TABLE", " ");

    assertThatThrownBy(() -> PlatformSettings.read(environment))
        .hasMessage(
            """
            the setting CORE_BUCKET is missing. Deploy the platform's stacks again: they set it.
            the setting CORE_TABLE is missing. Deploy the platform's stacks again: they set it.\
            """);
  }

  @Test
  void an_arn_of_something_else_is_refused() {
    var environment = new HashMap<>(ENVIRONMENT);
    environment.put("CORE_STATE_MACHINE_ARN", "acme-runs");

    assertThatThrownBy(() -> PlatformSettings.read(environment))
        .hasMessage(
            "CORE_STATE_MACHINE_ARN is 'acme-runs', which is no state machine's ARN."
                + " Deploy the platform's stacks again: they set it.");
  }

  @Test
  void printing_them_shows_no_secret() {
    assertThat(PlatformSettings.read(ENVIRONMENT).toString()).doesNotContain("s3cr3t");
  }
}
