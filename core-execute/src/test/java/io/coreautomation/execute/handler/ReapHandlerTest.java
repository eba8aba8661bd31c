package io.coreautomation.execute.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.db.command.Commands;
import io.coreautomation.db.event.Event;
import io.coreautomation.db.restart.Restarts;
import io.coreautomation.db.run.RunRow;
import io.coreautomation.db.run.Runs;
import io.coreautomation.db.sweep.Sweeps;
import io.coreautomation.db.table.InMemoryTables;
import io.coreautomation.execute.reap.NextGeneration;
import io.coreautomation.execute.reap.Reaper;
import io.coreautomation.execute.wake.FakeExecutions;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.door.VirtualThreads;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.framework.testing.InMemoryMailbox;
import io.coreautomation.framework.testing.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReapHandlerTest {
  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-000000000001");
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private final InMemoryTables tables = new InMemoryTables();
  private final Runs runs = new Runs(tables);
  private final InMemoryMailbox mailbox = new InMemoryMailbox();
  private final ReapHandler handler = new ReapHandler(reaper());

  private Reaper reaper() {
    var restarts = new Restarts(tables);
    var clock = Clock.systemUTC();
    var next =
        new NextGeneration(runs, new InMemoryObjectStore(), new FakeExecutions(), restarts, clock);
    return new Reaper(
        runs,
        new Commands(tables),
        restarts,
        new Sweeps(tables),
        next,
        run -> {},
        mailbox,
        new VirtualThreads(1),
        clock);
  }

  @BeforeEach
  void one_run_was_requested_long_ago() {
    var at = new Coordinates("acme", "web", "shop", "main", "42", null);
    var row = RunRow.requested(RUN, TaskVerb.DEPLOY, at, "test", "local:me", Digest.of("x"), TIME);
    runs.create(row, Event.ofRun(RUN, row.prn(), Event.RUN_REQUESTED, "", TIME));
  }

  @Test
  void the_schedule_sweeps_all_runs() throws IOException {
    var answer =
        handle(
            """
            {"version":"0","id":"53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
             "detail-type":"Scheduled Event","source":"aws.events","account":"123456789012",
             "time":"2026-10-08T16:53:06Z","region":"us-east-1",
             "resources":["arn:aws:events:us-east-1:123456789012:rule/reap"],"detail":{}}\
            """);

    assertThat(answer).isEqualTo(Json.parse("{\"CARRIED_OUT\":1}"));
    assertThat(mailbox.handedOver()).hasSize(1);
  }

  @Test
  void an_execution_that_failed_has_its_own_run_looked_at_and_no_other() throws IOException {
    var answer =
        handle(
            """
            {"detail-type":"Step Functions Execution Status Change","source":"aws.states",
             "detail":{"executionArn":"arn:aws:states:us-east-1:123456789012:execution:m:x",
             "name":"deploy-0198f2c4-0000-7000-8000-000000000002-1","status":"FAILED"}}\
            """);

    assertThat(answer).isEqualTo(Json.parse("{\"LEFT_ALONE\":1}"));
    assertThat(mailbox.handedOver()).isEmpty();
  }

  private JsonNode handle(String event) throws IOException {
    var out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, null);
    return Json.parse(out.toByteArray());
  }
}
