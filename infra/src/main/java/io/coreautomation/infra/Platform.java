package io.coreautomation.infra;

import io.coreautomation.framework.action.KindCatalog;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What every stack of an installation is built from.
 *
 * @param settings as the person chose
 * @param names made of the settings
 * @param code of the functions
 * @param ownKinds that it has beside those which core ships; null if it has none
 */
public record Platform(
    InfraSettings settings, PlatformNames names, LambdaCode code, @Nullable KindsFolder ownKinds) {
  /**
   * Reads what the settings name.
   *
   * @throws io.coreautomation.framework.problem.ProblemException with all that is wrong with it
   */
  public static Platform of(InfraSettings settings, LambdaCode code) {
    var kinds = settings.kinds();
    return new Platform(
        settings,
        new PlatformNames(settings),
        code,
        kinds == null ? null : KindsFolder.in(Path.of(kinds)));
  }

  /** All kinds of action that its packages may use. */
  public KindCatalog kinds() {
    return ownKinds == null ? KindCatalog.shipped() : ownKinds.catalog();
  }

  /** Whether functions serve some of them, which plans may ask. */
  public boolean asksFunctions() {
    return ownKinds != null && ownKinds.asksFunctions();
  }
}
