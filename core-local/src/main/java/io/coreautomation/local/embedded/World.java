package io.coreautomation.local.embedded;

import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.local.time.ExecutionTime;

/**
 * What runs act on, and its time.
 *
 * @param name as people are shown it
 * @param store of artefacts, whose addresses this world can read
 */
record World(
    String name,
    AwsAccess access,
    ExecutionTime time,
    ObjectStore store,
    Accounts accounts,
    Runnable closing)
    implements AutoCloseable {

  /** Tells a world of the accounts that the registry knows. */
  interface Accounts {
    void known(String id, String name);
  }

  @Override
  public void close() {
    closing.run();
  }
}
