package io.coreautomation.simulator.cloudwatch;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.ModelledService;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.Refusal;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.world.Sequence;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/** The twin of CloudWatch: PutMetricData. */
public final class CloudWatchTwin {
  private final Sequence<Datum> data;

  /** A value that was written. */
  public record Datum(
      String namespace, String metric, double value, String unit, Map<String, String> dimensions) {}

  private CloudWatchTwin(TwinWorld world) {
    this.data = new Sequence<>(world, "cloudwatch/datum", Datum.class);
  }

  public static ServiceTwin of(TwinWorld world) {
    var twin = world.part(CloudWatchTwin.class, CloudWatchTwin::new);
    return new ModelledService(
        CloudWatchClient.class,
        "cloudwatch",
        "CloudWatch",
        CloudWatchException::builder,
        new Operations().on(PutMetricDataRequest.class, twin::putMetricData));
  }

  private PutMetricDataResponse putMetricData(Caller caller, PutMetricDataRequest request) {
    if (request.namespace().startsWith("AWS/")) {
      throw Refusal.of(
          InvalidParameterValueException.builder(),
          "CloudWatch",
          400,
          "InvalidParameterValue",
          "The value AWS/ for parameter Namespace is invalid.");
    }
    request
        .metricData()
        .forEach(
            datum ->
                data.add(caller.accountId(), caller.region(), read(request.namespace(), datum)));
    return PutMetricDataResponse.builder().build();
  }

  private static Datum read(String namespace, MetricDatum datum) {
    var dimensions = new TreeMap<String, String>();
    datum.dimensions().forEach(d -> dimensions.put(d.name(), d.value()));
    return new Datum(
        namespace, datum.metricName(), datum.value(), datum.unitAsString(), dimensions);
  }
}
