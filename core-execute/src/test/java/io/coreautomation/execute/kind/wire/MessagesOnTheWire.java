package io.coreautomation.execute.kind.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.cloudwatch.PutMetricData;
import io.coreautomation.execute.kind.eventbridge.PutEvent;
import io.coreautomation.execute.kind.ses.SendEmail;
import io.coreautomation.framework.run.Change;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** Kinds that tell somebody something. */
final class MessagesOnTheWire {
  private MessagesOnTheWire() {}

  static WireCase[] cases() {
    return new WireCase[] {email(), event(), metric()};
  }

  private static WireCase email() {
    return new WireCase(
        new SendEmail(),
        "as text",
        wire -> {
          wire.client(SesV2Client.class)
              .createEmailIdentity(r -> r.emailIdentity("releases@shop.example"));
          return KindCase.json(
              """
              {"from": "releases@shop.example", "to": ["team@shop.example"],
               "subject": "Release 42", "text": "It is out."}
              """);
        },
        Change.NONE,
        (wire, _, _) -> {
          var message = wire.held("ses").path("Message").path(0);
          assertThat(message.path("source").asText()).isEqualTo("releases@shop.example");
          assertThat(message.at("/destinations/ToAddresses/0").asText())
              .isEqualTo("team@shop.example");
          assertThat(message.path("subject").asText()).isEqualTo("Release 42");
          assertThat(message.path("body").asText()).isEqualTo("It is out.");
        });
  }

  private static WireCase event() {
    return new WireCase(
        new PutEvent(),
        "on a bus of its own",
        wire -> {
          var events = wire.client(EventBridgeClient.class);
          var bus = events.createEventBus(r -> r.name("releases")).eventBusArn();
          events.createArchive(
              r ->
                  r.archiveName("kept")
                      .eventSourceArn(bus)
                      .eventPattern("{\"detail-type\": [\"Release finished\"]}"));
          return KindCase.json(
              """
              {"detailType": "Release finished", "detail": {"version": "42"},
               "source": "shop", "eventBus": "releases"}
              """);
        },
        Change.NONE,
        (wire, _, _) ->
            assertThat(
                    wire.client(EventBridgeClient.class)
                        .describeArchive(r -> r.archiveName("kept"))
                        .eventCount())
                .isEqualTo(1));
  }

  private static WireCase metric() {
    return new WireCase(
        new PutMetricData(),
        "one",
        _ ->
            KindCase.json(
                """
                {"namespace": "Shop",
                 "metrics": [{"name": "Finished", "value": 3, "unit": "Count"}]}
                """),
        Change.NONE,
        (wire, _, _) ->
            assertThat(
                    wire.client(CloudWatchClient.class)
                        .getMetricStatistics(
                            r ->
                                r.namespace("Shop")
                                    .metricName("Finished")
                                    .period(3600)
                                    .statistics(Statistic.SUM)
                                    .startTime(Instant.now().minus(Duration.ofHours(2)))
                                    .endTime(Instant.now().plus(Duration.ofHours(1))))
                        .datapoints())
                .extracting(Datapoint::sum)
                .containsExactly(3.0));
  }
}
