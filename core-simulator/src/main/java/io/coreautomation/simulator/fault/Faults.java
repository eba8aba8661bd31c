package io.coreautomation.simulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The faults of one world. They are not kept with it: a restarted world has none. Thread-safe.
 *
 * <p>{@code nth} counts from 1 what a match fits, from the moment the fault was added; {@link
 * #ALWAYS} hits each time. A stack's resources are counted when its operation is accepted, in the
 * order in which they would begin.
 */
public final class Faults {
  /** Hits each time. */
  public static final int ALWAYS = 0;

  private final List<Armed> armed = new CopyOnWriteArrayList<>();
  private volatile boolean eventsLost;

  /** What happens to a call. */
  public sealed interface CallFault {
    /** {@code Throttling}, HTTP 400, "Rate exceeded"; nothing is done. */
    record Throttle() implements CallFault {}

    /** {@code AccessDenied}, HTTP 403; nothing is done. */
    record Deny() implements CallFault {}

    /** The call has its effect, and the caller gets an {@code SdkClientException}. */
    record LoseResponse() implements CallFault {}

    /** The service fails: HTTP 500, {@code InternalFailure}; nothing is done. */
    record InternalFailure() implements CallFault {}
  }

  /** What happens to a resource. */
  public sealed interface ResourceFault {
    /** It fails with this status reason. */
    record Fail(String reason) implements ResourceFault {}

    /** It takes so much longer than it would. */
    record Slow(Duration extra) implements ResourceFault {}

    /** It fails after so long with the reason that CloudFormation gives to what never settles. */
    record Stuck(Duration until) implements ResourceFault {}
  }

  private record Armed(Object match, ResourceStep step, int nth, Object fault, AtomicInteger seen) {
    boolean hits() {
      int count = seen.incrementAndGet();
      return nth == ALWAYS || count == nth;
    }
  }

  /** Makes the nth call that fits throttled. */
  public Faults throttle(CallMatch call, int nth) {
    return add(call, nth, new CallFault.Throttle());
  }

  /** Makes the nth call that fits denied. */
  public Faults deny(CallMatch call, int nth) {
    return add(call, nth, new CallFault.Deny());
  }

  /** Lets the nth call that fits have its effect, but loses the answer. */
  public Faults loseResponse(CallMatch call, int nth) {
    return add(call, nth, new CallFault.LoseResponse());
  }

  /** Makes the nth call that fits fail inside AWS. */
  public Faults failInside(CallMatch call, int nth) {
    return add(call, nth, new CallFault.InternalFailure());
  }

  /** Makes the nth such step of a resource that fits fail. */
  public Faults failResource(ResourceMatch resource, ResourceStep step, int nth, String reason) {
    return add(resource, step, nth, new ResourceFault.Fail(reason));
  }

  /** Makes each such step of the resources that fit take longer. */
  public Faults slowResource(ResourceMatch resource, ResourceStep step, Duration extra) {
    return add(resource, step, ALWAYS, new ResourceFault.Slow(extra));
  }

  /** Makes each such step of the resources that fit hang, and fail after three hours. */
  public Faults stickResource(ResourceMatch resource, ResourceStep step) {
    return add(resource, step, ALWAYS, new ResourceFault.Stuck(Duration.ofHours(3)));
  }

  /** Loses every event of a stack on its way out of its account. */
  public Faults loseEvents() {
    eventsLost = true;
    return this;
  }

  /** Whether events get lost on their way. */
  public boolean losesEvents() {
    return eventsLost;
  }

  /** Removes every fault. */
  public void clear() {
    eventsLost = false;
    armed.clear();
  }

  /** The fault that this call meets, if any. Counts the call. */
  public Optional<CallFault> onCall(CallMatch concrete) {
    return armed.stream()
        .filter(a -> a.match() instanceof CallMatch match && match.fits(concrete))
        .filter(Armed::hits)
        .map(a -> (CallFault) a.fault())
        .toList()
        .stream()
        .findFirst();
  }

  /** The fault that this step of a resource meets, if any. Counts the step. */
  public Optional<ResourceFault> onResource(ResourceMatch concrete, ResourceStep step) {
    return armed.stream()
        .filter(a -> a.match() instanceof ResourceMatch match && match.fits(concrete))
        .filter(a -> a.step() == step)
        .filter(Armed::hits)
        .map(a -> (ResourceFault) a.fault())
        .toList()
        .stream()
        .findFirst();
  }

  private Faults add(CallMatch match, int nth, CallFault fault) {
    armed.add(new Armed(match, ResourceStep.CREATE, nth, fault, new AtomicInteger()));
    return this;
  }

  private Faults add(ResourceMatch match, ResourceStep step, int nth, ResourceFault fault) {
    armed.add(new Armed(match, step, nth, fault, new AtomicInteger()));
    return this;
  }
}
