package io.coreautomation.framework.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Source;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts an {@link Action} together; what is not said has its default. */
public final class ActionBuilder {
  private final String id;
  private final String kind;
  private final Source source;
  private String name;
  private @Nullable Target target;
  private ObjectNode params = Json.object();
  private List<String> dependsOn = List.of();
  private @Nullable RunOn runOn;
  private @Nullable Condition condition;
  private @Nullable Retry retry;
  private @Nullable Duration timeout;
  private @Nullable String onTimeout;
  private @Nullable Boolean awaited;
  private @Nullable Boolean optional;
  private @Nullable String lock;
  private @Nullable Assignments set;
  private @Nullable Boolean saveOutputs;
  private @Nullable String stage;

  ActionBuilder(String id, String kind, Source source) {
    this.id = id;
    this.name = id;
    this.kind = kind;
    this.source = source;
  }

  public ActionBuilder name(String value) {
    this.name = value;
    return this;
  }

  public ActionBuilder target(@Nullable Target value) {
    this.target = value;
    return this;
  }

  public ActionBuilder params(ObjectNode value) {
    this.params = value;
    return this;
  }

  public ActionBuilder dependsOn(List<String> value) {
    this.dependsOn = value;
    return this;
  }

  public ActionBuilder runOn(@Nullable RunOn value) {
    this.runOn = value;
    return this;
  }

  public ActionBuilder condition(@Nullable Condition value) {
    this.condition = value;
    return this;
  }

  public ActionBuilder retry(@Nullable Retry value) {
    this.retry = value;
    return this;
  }

  public ActionBuilder timeout(@Nullable Duration value) {
    this.timeout = value;
    return this;
  }

  public ActionBuilder onTimeout(@Nullable String value) {
    this.onTimeout = value;
    return this;
  }

  public ActionBuilder awaited(@Nullable Boolean value) {
    this.awaited = value;
    return this;
  }

  public ActionBuilder optional(@Nullable Boolean value) {
    this.optional = value;
    return this;
  }

  public ActionBuilder lock(@Nullable String value) {
    this.lock = value;
    return this;
  }

  public ActionBuilder set(@Nullable Assignments value) {
    this.set = value;
    return this;
  }

  public ActionBuilder saveOutputs(@Nullable Boolean value) {
    this.saveOutputs = value;
    return this;
  }

  public ActionBuilder stage(@Nullable String value) {
    this.stage = value;
    return this;
  }

  public Action build() {
    return new Action(
        id,
        name,
        kind,
        target,
        params,
        dependsOn,
        runOn,
        condition,
        retry,
        timeout,
        onTimeout,
        awaited,
        optional,
        lock,
        set,
        saveOutputs,
        stage,
        source);
  }
}
