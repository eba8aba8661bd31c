package io.coreautomation.infra;

import java.util.Locale;

/** The platform's Lambda functions: which class of which module each runs, and how large it is. */
public enum Handler {
  /** A turn takes at most two minutes and ends at 60 % of the function's time. */
  EXECUTE("core-execute", "io.coreautomation.execute.handler.ExecuteHandler", 200, 2048),
  PARK("core-execute", "io.coreautomation.execute.handler.ParkHandler", 30, 512),
  /** Takes a batch of events in seconds; a token that is throttled is answered again. */
  WAKE("core-execute", "io.coreautomation.execute.handler.WakeHandler", 60, 512),
  /** Looks at every run that is not at its end, some 60 a second. */
  REAP("core-execute", "io.coreautomation.execute.handler.ReapHandler", 300, 512),
  /** Waits for the compiler, so it has more time than that. */
  INVOKER("core-invoker", "io.coreautomation.invoker.handler.InvokerHandler", 600, 1024),
  DEPLOYSPEC(
      "core-deployspec", "io.coreautomation.deployspec.handler.DeployspecHandler", 300, 2048),
  RUNNER("core-runner", "io.coreautomation.runner.handler.RunnerHandler", 60, 512),
  CODECOMMIT("core-codecommit", "io.coreautomation.codecommit.handler.PushHandler", 300, 1024),
  /** The gateway in front of it gives up after 29 seconds. */
  API("core-api", "io.coreautomation.api.handler.ApiHandler", 29, 1024);

  private final String module;
  private final String handlerClass;
  private final int timeoutSeconds;
  private final int memoryMegabytes;

  Handler(String module, String handlerClass, int timeoutSeconds, int memoryMegabytes) {
    this.module = module;
    this.handlerClass = handlerClass;
    this.timeoutSeconds = timeoutSeconds;
    this.memoryMegabytes = memoryMegabytes;
  }

  /** The Maven module whose Lambda zip holds it. */
  public String module() {
    return module;
  }

  public String handlerClass() {
    return handlerClass;
  }

  public int timeoutSeconds() {
    return timeoutSeconds;
  }

  public int memoryMegabytes() {
    return memoryMegabytes;
  }

  /** Whether it compiles or carries out actions, so that it must know each kind. */
  boolean knowsKinds() {
    return this == EXECUTE || this == DEPLOYSPEC;
  }

  /** The last part of the function's name. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
