package io.coreautomation.local.embedded;

import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.aws.access.CallCounter;
import io.coreautomation.db.account.Account;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.local.time.ExecutionTime;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs act on, and its time.
 *
 * @param name as people are shown it
 * @param store of artefacts, whose addresses this world can read
 * @param twin null where AWS, or an emulator, is asked
 * @param calls of AWS, as runs made them
 */
record World(
    String name,
    AwsAccess access,
    ExecutionTime time,
    ObjectStore store,
    Accounts accounts,
    @Nullable TwinWorld twin,
    CallCounter calls,
    Runnable closing)
    implements AutoCloseable {

  /** Tells a world of the accounts that the registry knows. */
  interface Accounts {
    void known(List<Account> accounts);
  }

  @Override
  public void close() {
    closing.run();
  }
}
