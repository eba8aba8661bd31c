package io.coreautomation.deployspec.spec;

import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.action.RunOn;
import io.coreautomation.framework.document.Node;
import io.coreautomation.framework.document.Node.Mapping;
import io.coreautomation.framework.document.Node.Scalar;
import io.coreautomation.framework.problem.Source;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One action of a deployspec, before it is fanned out. All but its params is rendered.
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
    Settings settings) {

  /** What the engine is told about it. */
  public record Settings(
      @Nullable RunOn runOn,
      @Nullable Duration timeout,
      @Nullable String onTimeout,
      @Nullable Boolean optional,
      @Nullable Boolean saveOutputs,
      @Nullable String stage) {}
}
