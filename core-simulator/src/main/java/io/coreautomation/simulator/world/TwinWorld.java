package io.coreautomation.simulator.world;

import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.fault.Faults;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A world of AWS accounts. Each change is in the store before the call that made it answers, so
 * that a killed process loses nothing, and a world read from the same store again is the same
 * world. Thread-safe.
 */
public final class TwinWorld {
  private final WorldStore store;
  private final Supplier<Instant> clock;
  private final WorldSettings settings;
  private final Faults faults = new Faults();
  private final Accounts accounts;
  private final ConcurrentSkipListMap<String, Appointment> agenda = new ConcurrentSkipListMap<>();
  private final Map<String, byte[]> loaded;
  private final Map<Class<?>, Object> parts = new java.util.HashMap<>();
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final ReentrantLock delivery = new ReentrantLock();
  private volatile Consumer<Instant> appointments = at -> {};

  /**
   * Reads the world from its store; an empty store is an empty world.
   *
   * @param clock world time; it must never go back
   */
  public TwinWorld(WorldStore store, Supplier<Instant> clock, WorldSettings settings) {
    this.store = store;
    this.clock = clock;
    this.settings = settings;
    this.loaded = new ConcurrentHashMap<>(store.load());
    this.accounts = new Accounts(this);
    documents(Appointment.PREFIX, Appointment.class).forEach(agenda::put);
  }

  /**
   * Adds an account with the target roles, or renames it if it is there.
   *
   * @param id twelve digits
   */
  public void addAccount(String id, String name) {
    accounts.add(id, name);
  }

  /** The accounts, their roles, and the sessions that were handed out. */
  public Accounts accounts() {
    return accounts;
  }

  /** What goes wrong on demand. */
  public Faults faults() {
    return faults;
  }

  public WorldSettings settings() {
    return settings;
  }

  /** World time. */
  public Instant now() {
    return clock.get();
  }

  /** Returns when the next operation that is under way ends, if one is: a clock may jump there. */
  public Optional<Instant> nextEventAt() {
    var next = agenda.higherEntry(Appointment.lastKeyAt(now()));
    return Optional.ofNullable(next).map(entry -> entry.getValue().at());
  }

  /**
   * Hands over each stack status change that is due and was not handed over yet, oldest first. A
   * change counts as handed over once {@code listener} returns; after a crash in between it comes
   * again.
   *
   * @return how many were handed over
   */
  public int deliverDue(Consumer<StackStatusChange> listener) {
    delivery.lock();
    try {
      int delivered = 0;
      for (var due : List.copyOf(agenda.headMap(Appointment.lastKeyAt(now()), true).entrySet())) {
        var change = due.getValue().change();
        if (change != null) {
          listener.accept(change);
          delivered++;
        }
        commit(List.of(WorldStore.Change.delete(due.getKey())));
      }
      return delivered;
    } finally {
      delivery.unlock();
    }
  }

  /** Returns when the next stack status change comes, or came, that was not handed over yet. */
  public Optional<Instant> nextDeliveryAt() {
    return agenda.values().stream()
        .filter(appointment -> appointment.change() != null)
        .findFirst()
        .map(Appointment::at);
  }

  /** Has somebody told of each appointment that is made from now on. */
  public void onAppointment(Consumer<Instant> listener) {
    appointments = listener;
  }

  /**
   * Hands over the stack status changes that are due and were not handed over yet together, oldest
   * first. They count as handed over once {@code receiver} returns; after a crash in between they
   * come again.
   *
   * @param receiver returns the ids of those that it could not deal with: they come again, too
   * @return whether all were dealt with
   */
  public boolean deliverTogether(
      int most, Function<List<StackStatusChange>, ? extends Set<String>> receiver) {
    delivery.lock();
    try {
      var due = new java.util.LinkedHashMap<String, StackStatusChange>();
      var done = new ArrayList<WorldStore.Change>();
      for (var entry : agenda.headMap(Appointment.lastKeyAt(now()), true).entrySet()) {
        var change = entry.getValue().change();
        if (change == null) {
          done.add(WorldStore.Change.delete(entry.getKey()));
        } else if (faults.losesEvents()) {
          done.add(WorldStore.Change.delete(entry.getKey()));
        } else if (due.size() < most) {
          due.put(entry.getKey(), change);
        }
      }
      var failed = due.isEmpty() ? Set.<String>of() : receiver.apply(List.copyOf(due.values()));
      due.forEach(
          (key, change) -> {
            if (!failed.contains(change.id())) {
              done.add(WorldStore.Change.delete(key));
            }
          });
      if (!done.isEmpty()) {
        commit(done);
      }
      return failed.isEmpty();
    } finally {
      delivery.unlock();
    }
  }

  /**
   * Writes changes of documents. For the services of the twin.
   *
   * @throws RuntimeException if nothing was written
   */
  public void commit(List<WorldStore.Change> changes) {
    store.commit(changes);
    for (var change : changes) {
      if (change.key().startsWith(Appointment.PREFIX)) {
        switch (change) {
          case WorldStore.Change.Put(var key, var bytes) -> {
            var appointment = Json.parse(bytes, Appointment.class);
            agenda.put(key, appointment);
            appointments.accept(appointment.at());
          }
          case WorldStore.Change.Delete(var key) -> agenda.remove(key);
        }
      }
    }
  }

  /** A document as a change. */
  public static WorldStore.Change put(String key, Object document) {
    return WorldStore.Change.put(key, Json.write(document).getBytes(StandardCharsets.UTF_8));
  }

  /** The documents that were in the store under a prefix when the world was read. */
  public <T> Map<String, T> documents(String prefix, Class<T> type) {
    var found = new java.util.TreeMap<String, T>();
    loaded.forEach(
        (key, bytes) -> {
          if (key.startsWith(prefix)) {
            found.put(key, Json.parse(bytes, type));
          }
        });
    loaded.keySet().removeAll(found.keySet()); // each part of the world is read once
    return found;
  }

  /** The one instance of a service's state in this world. */
  public <T> T part(Class<T> type, Function<TwinWorld, T> maker) {
    synchronized (parts) {
      var part = parts.get(type);
      if (part == null) {
        part = maker.apply(this); // may ask for other parts
        parts.put(type, part);
      }
      return type.cast(part);
    }
  }

  /** Runs work that changes one account in one region: one at a time. */
  public <T extends @Nullable Object> T alone(String accountId, String region, Supplier<T> work) {
    var lock = locks.computeIfAbsent(accountId + "/" + region, key -> new ReentrantLock());
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Something that ends at a time to come. */
  public record Appointment(Instant at, String id, @Nullable StackStatusChange change) {
    static final String PREFIX = "agenda/";

    public String key() {
      return PREFIX + stamp(at) + "/" + id;
    }

    static String lastKeyAt(Instant at) {
      return PREFIX + stamp(at) + "0"; // '0' follows '/'
    }

    private static String stamp(Instant at) {
      return String.format("%016d", at.toEpochMilli());
    }
  }

  /** The changes that replace one appointment, if there is one, by another. */
  public static List<WorldStore.Change> reschedule(
      @Nullable Appointment old, @Nullable Appointment next) {
    var changes = new ArrayList<WorldStore.Change>();
    if (old != null) {
      changes.add(WorldStore.Change.delete(old.key()));
    }
    if (next != null) {
      changes.add(put(next.key(), next));
    }
    return changes;
  }
}
