package io.coreautomation.deployspec.spec;

import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.action.Retry;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.problem.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One action of a deployspec, before it is fanned out. All is rendered but its params and what is
 * late.
 *
 * @param source where it begins
 * @param path of it within its document, such as {@code actions[2]}
 * @param targets a named set; then accounts and regions are null
 */
public record SpecAction(
    Scalar name,
    KindCatalog.Entry kind,
    Source source,
    String path,
    @Nullable Node accounts,
    @Nullable Node regions,
    @Nullable Scalar targets,
    Mapping params,
    List<Scalar> dependsOn,
    List<Scalar> before,
    List<Scalar> after,
    Late late,
    Settings settings) {

  /** What is rendered in each target, as params are. */
  public record Late(
      @Nullable Scalar condition, @Nullable Scalar lock, Mapping onStart, Mapping onComplete) {
    /** Of an action that says nothing of it. */
    public static Late none(Source source) {
      var empty = new Mapping(Map.of(), source);
      return new Late(null, null, empty, empty);
    }
  }

  /** What the engine is told about it. */
  public record Settings(
      @Nullable RunOn runOn,
      @Nullable Retry retry,
      @Nullable Duration timeout,
      @Nullable String onTimeout,
      @Nullable Boolean awaited,
      @Nullable Boolean optional,
      @Nullable Boolean saveOutputs,
      @Nullable String stage) {
    public static final Settings NONE =
        new Settings(null, null, null, null, null, null, null, null);
  }
}
