package io.coreautomation.execute.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the kinds ask of AWS is what the API models of its services take. The twin is core's own and
 * may share a mistake of core's; the models are AWS's.
 */
public interface KindRequestContract extends KindSuite {
  @Test
  default void each_request_is_as_the_api_model_of_its_service_wants_it(@TempDir Path folder) {
    var models = ApiModels.required(folder);
    var requests = new TreeSet<String>();

    cases()
        .forEach(
            given ->
                KindUse.everything(
                    given,
                    (_, calls) ->
                        calls.requests().stream().map(ApiModels::line).forEach(requests::add)));

    assertThat(models.judged(requests)).isEmpty();
  }
}
