package io.coreautomation.execute.turn;

import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.execute.child.ChildRuns;
import io.coreautomation.execute.kind.Kinds;
import io.coreautomation.framework.door.Concurrency;
import io.coreautomation.framework.door.ObjectStore;
import io.coreautomation.framework.door.WorldTime;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What an engine needs of the place that it runs in.
 *
 * @param wall for claims, and for what people read
 * @param random spreads the looks at actions over time
 * @param children runs that actions are carried out by
 */
public record EngineDoors(
    Kinds kinds,
    AwsAccess access,
    ObjectStore store,
    Concurrency concurrency,
    WorldTime world,
    Clock wall,
    RandomGenerator random,
    ChildRuns children) {}
