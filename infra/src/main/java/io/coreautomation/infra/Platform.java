package io.coreautomation.infra;

/**
 * What every stack of an installation is built from.
 *
 * @param settings as the person chose
 * @param names made of the settings
 * @param code of the functions
 */
public record Platform(InfraSettings settings, PlatformNames names, LambdaCode code) {
  public static Platform of(InfraSettings settings, LambdaCode code) {
    return new Platform(settings, new PlatformNames(settings), code);
  }
}
