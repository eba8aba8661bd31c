package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That nothing is found must not be because nothing is looked for. */
class ApiModelsTest {
  @TempDir Path folder;

  @Test
  void a_request_with_a_fault_of_each_sort_is_found() {
    var wrong =
        """
        {"service": "KMS", "operation": "CreateGrant", "params": \
        {"KeyID": "x", "KeyId": "k", "GranteePrincipal": 5, "Operations": ["Fly"], "Name": "a b"}}
        """
            .strip();

    assertThat(ApiModels.required(folder).judged(List.of(wrong)))
        .contains("Unknown parameter in input: \"KeyID\"")
        .contains("Invalid type for parameter GranteePrincipal")
        .contains("'Fly' is none of")
        .contains("'a b' does not match");
  }

  @Test
  void a_kind_that_asks_for_what_a_service_does_not_know_breaks_the_contract() {
    ApiModels.required(folder);

    contractOf(new BrokenKinds.Mark())
        .each_request_is_as_the_api_model_of_its_service_wants_it(folder);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                contractOf(new BrokenKinds.Careless())
                    .each_request_is_as_the_api_model_of_its_service_wants_it(folder))
        .withMessageContaining("S3 PutObject params.StorageClass: 'CHEAP' is none of");
  }

  private static KindRequestContract contractOf(ActionHandler<?> kind) {
    return () -> Stream.of(KindContractBitesTest.given(kind));
  }
}
