package io.coreautomation.execute.kind.cloudwatch;

import io.coreautomation.execute.kind.KindCase;
import java.util.List;

/** The cases of the kinds of CloudWatch. */
public final class CloudWatchCases {
  private CloudWatchCases() {}

  public static List<KindCase> all() {
    return List.of(
        KindCase.of(
            "two values",
            new PutMetricData(),
            """
            {"namespace": "Shop",
             "metrics": [{"name": "Finished", "value": 1, "unit": "Count"},
                         {"metricName": "Took", "value": "2.5",
                          "dimensions": [{"name": "App", "value": "shop"}]}]}
            """));
  }
}
