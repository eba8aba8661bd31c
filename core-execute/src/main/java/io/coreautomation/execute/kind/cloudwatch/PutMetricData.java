package io.coreautomation.execute.kind.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.AwsCalls;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.ImmediateHandler;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.execute.kind.Repeatability;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.problem.NearestName;
import io.coreautomation.framework.run.Change;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Doc;
import io.coreautomation.framework.shape.InvalidFieldException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * Writes values of metrics to CloudWatch. PutMetricData takes no token, and a value that is written
 * twice counts twice: it can neither be repeated nor found again. So it is one call.
 */
public final class PutMetricData implements ImmediateHandler<PutMetricData.Params> {
  private static final int MOST_METRICS = 1_000;
  private static final int MOST_DIMENSIONS = 30;

  /** The values. */
  @Doc("The values, and where they belong.")
  public record Params(
      @Doc("the metrics' namespace, 1 to 255 characters; 'AWS/' is AWS's own") String namespace,
      @Doc("the values, 1 to 1000") List<Metric> metrics) {
    public Params {
      if (namespace.isBlank() || namespace.length() > 255 || namespace.startsWith("AWS/")) {
        throw new InvalidFieldException(
            "namespace",
            "'" + namespace + "' is no namespace of yours",
            "Use 1 to 255 characters that do not begin with 'AWS/'.");
      }
      if (metrics.isEmpty() || metrics.size() > MOST_METRICS) {
        throw new InvalidFieldException(
            "metrics", "there are " + metrics.size() + " metrics", "Give 1 to 1000.");
      }
    }
  }

  /** One value of a metric. */
  @Doc("One value of a metric.")
  public record Metric(
      @Doc("the metric's name") @Alias("metricName") String name,
      @Doc("a number") String value,
      @Doc("its unit, such as Count, Seconds or Percent; by default None") @Nullable String unit,
      @Doc("when it was so, such as 2026-01-31T06:00:00Z; by default now")
          @Nullable String timestamp,
      @Doc("what it is about, at most 30") List<Dimension> dimensions) {
    public Metric {
      if (!value.matches("[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?")) {
        throw new InvalidFieldException(
            "value", "'" + value + "' is no number", "Write a number, such as 3 or 0.25.");
      }
      if (unit != null && StandardUnit.fromValue(unit) == StandardUnit.UNKNOWN_TO_SDK_VERSION) {
        throw new InvalidFieldException(
            "unit", "there is no unit '" + unit + "'", NearestName.suggestion(units(), unit));
      }
      if (timestamp != null) {
        time(timestamp);
      }
      if (dimensions.size() > MOST_DIMENSIONS) {
        throw new InvalidFieldException(
            "dimensions", "there are " + dimensions.size() + " dimensions", "Give at most 30.");
      }
    }

    private static List<String> units() {
      return StandardUnit.knownValues().stream().map(StandardUnit::toString).toList();
    }

    private static OffsetDateTime time(String text) {
      try {
        return OffsetDateTime.parse(text);
      } catch (DateTimeParseException e) {
        throw new InvalidFieldException(
            "timestamp", "'" + text + "' is no time", "Write it as 2026-01-31T06:00:00Z.");
      }
    }

    MetricDatum datum(ActionContext context) {
      return MetricDatum.builder()
          .metricName(name)
          .value(Double.valueOf(value))
          .unit(unit == null ? StandardUnit.NONE : StandardUnit.fromValue(unit))
          .timestamp(timestamp == null ? context.now() : time(timestamp).toInstant())
          .dimensions(dimensions.stream().map(Dimension::sdk).toList())
          .build();
    }
  }

  /** What a value is about. */
  @Doc("What a value is about.")
  public record Dimension(
      @Doc("the dimension's name") String name, @Doc("the dimension's value") String value) {
    software.amazon.awssdk.services.cloudwatch.model.Dimension sdk() {
      return software.amazon.awssdk.services.cloudwatch.model.Dimension.builder()
          .name(name)
          .value(value)
          .build();
    }
  }

  @Override
  public KindDescription<Params> describe() {
    return KindDescription.of(
            "AWS::PutMetricData", Params.class, "Writes values of metrics to CloudWatch.")
        .targeted()
        .repeatability(new Repeatability.Unrepeatable())
        .permissions("cloudwatch:PutMetricData")
        .usual(Duration.ofSeconds(1))
        .example(
            """
            namespace: Shop/Releases
            metrics:
              - name: Finished
                value: 1
                unit: Count
                dimensions:
                  - {name: App, value: shop}
            """)
        .build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.calling(context.needs(), 1));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    if (context.isCalledOff()) {
      return new Progress.NotBegun();
    }
    return AwsCalls.guarded(
        "write metrics of '" + params.namespace() + "'",
        () -> {
          var data = params.metrics().stream().map(m -> m.datum(context)).toList();
          context
              .client(CloudWatchClient.class)
              .putMetricData(r -> r.namespace(params.namespace()).metricData(data));
          return Progress.done(Change.NONE);
        });
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Irreversible("has written metrics, which CloudWatch keeps");
  }
}
