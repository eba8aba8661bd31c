package io.coreautomation.execute.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.ThrottledException;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.coordinates.Prn;
import io.coreautomation.framework.coordinates.RunId;
import io.coreautomation.framework.document.Nodes;
import io.coreautomation.framework.json.Digest;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.plan.PlannedAction;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import io.coreautomation.framework.problem.Source;
import io.coreautomation.framework.task.TaskVerb;
import io.coreautomation.simulator.client.TwinClients;
import io.coreautomation.simulator.world.MemoryWorldStore;
import io.coreautomation.simulator.world.TwinPrincipal;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;

/**
 * A twin of its own in which one action's kind is driven as the engine does it, with a fault at any
 * one call.
 */
public final class KindWorld {
  public static final String ACCOUNT = "210000000011";
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String BUCKET_URL = "https://objects.s3.eu-west-1.amazonaws.com/";
  public static final Target TARGET = new Target(ACCOUNT, "eu-west-1");
  public static final String STACK_EXECUTION =
      "arn:aws:iam::" + ACCOUNT + ":role/core-automation-stack-execution";
  public static final String USER_BOUNDARY =
      "arn:aws:iam::" + ACCOUNT + ":policy/core-automation-user-boundary";
  public static final Prn OWNER = Prn.parse("prn:web:shop:main");
  private static final RunId EARLIER = RunId.parse("0198f2c4-0000-7000-8000-000000000001");
  private static final RunId APPLY = RunId.parse("0198f2c4-0000-7000-8000-0000000000bb");
  private static final RunId RUN = RunId.parse("0198f2c4-0000-7000-8000-0000000000aa");

  /** What the engine says of a call that cannot be repeated and whose answer was lost. */
  static final Problem UNKNOWN = Problem.of(ProblemCode.OUTCOME_UNKNOWN, "nobody knows", "");

  private Instant now;
  private @Nullable InstantSource others;
  private final Map<String, byte[]> objects = new HashMap<>();
  private final MemoryWorldStore store = new MemoryWorldStore();
  private final TwinWorld twin =
      new TwinWorld(
          store,
          this::now,
          WorldSettings.DEFAULT
              .withMostStacks(5)
              .withObjects(url -> Optional.ofNullable(objects.get(url.getPath().substring(1)))));
  private final TwinClients clients = new TwinClients(twin);
  private final KindCalls calls = new KindCalls(clients);
  private Function<String, TwinPrincipal> worker = TwinPrincipal::root;
  private RunId run = EARLIER;
  private Prn owner = OWNER;
  private boolean calledOff;
  private Duration downtime = Duration.ZERO;
  private List<String> needs = List.of();
  private @Nullable Planned planned;
  private @Nullable Recorded recorded;
  private final ChildWorld children = new ChildWorld(this::now, () -> calls.isHit("Deliver"));

  public KindWorld() {
    this(START);
  }

  /** One that begins at some time. */
  KindWorld(Instant start) {
    this.now = start;
    twin.addAccount(ACCOUNT, "shop-dev");
    List.of(EARLIER, RUN, APPLY).forEach(children::parent);
  }

  /** What was done so far was another run's. */
  public void begin() {
    run = RUN;
    calls.begin();
  }

  /** What comes is a run of another deployment. */
  void beginAsAnother() {
    owner = Prn.parse("prn:web:other:main");
  }

  Prn owner() {
    return owner;
  }

  /** From now on its time is that of others. */
  public void follow(InstantSource clock) {
    others = clock;
  }

  public Instant now() {
    return others == null ? now : others.instant();
  }

  public TwinWorld twin() {
    return twin;
  }

  /** What comes is another run's, which carries out what a preview of the run before has found. */
  void apply(Progress.Previewed previewed) {
    planned = new Planned(PlannedAction.of(action(), previewed.preview()), run);
    run = APPLY;
    calls.forget();
  }

  /** The registry has heard how something ended; it is {@code trusted} or not. */
  public void remember(Progress end, boolean trusted) {
    var done = (Progress.Done) end;
    var standing = Objects.requireNonNull(done.standing());
    recorded =
        new Recorded(
            Objects.requireNonNull(standing.id()),
            Objects.requireNonNull(standing.status()),
            standing.lastUpdated(),
            done.outputs(),
            trusted);
  }

  /** A value in the params is not known yet. */
  void lack(String reference) {
    needs = List.of(reference);
  }

  List<String> needs() {
    return needs;
  }

  /** What the registry has heard. */
  public Optional<Recorded> recorded() {
    return Optional.ofNullable(recorded);
  }

  Planned planned() {
    return Objects.requireNonNull(planned);
  }

  public KindCalls calls() {
    return calls;
  }

  /** A template as a compiled action refers to it. */
  public ObjectNode template(String text) {
    var key = "templates/" + Digest.of(text).hex() + ".yaml";
    objects.put(key, text.getBytes(StandardCharsets.UTF_8));
    return Json.object().put("key", key).put("file", "templates/stack.yaml");
  }

  /** A stack that others have made, and what is in it. */
  public void stack(String template) {
    stack(ACCOUNT, template);
  }

  /** A stack that others have made in an account. */
  public void stack(String account, String template) {
    look(CloudFormationClient.class, new Target(account, TARGET.region()))
        .createStack(r -> r.stackName("others").templateBody(template));
    pass(Duration.ofHours(1));
  }

  /** They change that stack. */
  public void changeStack(String template) {
    look().updateStack(r -> r.stackName("others").templateBody(template));
    pass(Duration.ofMinutes(5));
  }

  /** What becomes of that stack if they try to delete it now. */
  public String deleteStack() {
    var id = look().describeStacks(r -> r.stackName("others")).stacks().getFirst().stackId();
    look().deleteStack(r -> r.stackName(id));
    pass(Duration.ofHours(1));
    return look().describeStacks(r -> r.stackName(id)).stacks().getFirst().stackStatusAsString();
  }

  /** An output of that stack. */
  public String output(String name) {
    return look().describeStacks(r -> r.stackName("others")).stacks().getFirst().outputs().stream()
        .filter(output -> output.outputKey().equals(name))
        .map(Output::outputValue)
        .findFirst()
        .orElseThrow();
  }

  /** Where CloudFormation reads a template. */
  public String url(String template) {
    return BUCKET_URL + template(template).path("key").textValue();
  }

  /** A client that no fault meets, to look at the world with. */
  public <C extends SdkClient> C look(Class<C> service) {
    return look(service, TARGET);
  }

  /** The same in another account or region. */
  public <C extends SdkClient> C look(Class<C> service, Target place) {
    return clients.client(service, TwinPrincipal.root(place.account()), Region.of(place.region()));
  }

  /** The same of CloudFormation. */
  public CloudFormationClient look() {
    return look(CloudFormationClient.class);
  }

  /** What the services of the twin keep. */
  Map<String, byte[]> documents() {
    return store.load();
  }

  ChildWorld children() {
    return children;
  }

  public void pass(Duration time) {
    now = now.plus(time);
    children.passed();
  }

  /**
   * What works on an action from now on may do what is computed for it, and nothing else.
   *
   * @param without what it may not do all the same; null for nothing
   */
  void limit(ActionHandler<?> kind, ObjectNode params, @Nullable Permission without) {
    worker = LimitedWorker.of(twin, kind, params, without);
  }

  /** Somebody has called the action off. */
  void callOff() {
    calledOff = true;
  }

  /** Something was done in the runs that come. */
  public void inEachRun(Runnable work) {
    for (var each : List.of(RUN, APPLY)) {
      run = each;
      work.run();
    }
    run = EARLIER;
  }

  /** How long nothing goes on after a crash. */
  void downFor(Duration time) {
    downtime = time;
  }

  /** Drives a kind from start to end, going on after a crash or a throttle as the engine does. */
  public <P extends Record> Progress drive(ActionHandler<P> handler, JsonNode params) {
    return drive(handler, params, _ -> false);
  }

  /** The same, but that it is left as soon as it goes on by itself: nobody waits for its end. */
  <P extends Record> Progress leave(ActionHandler<P> handler, JsonNode params) {
    return drive(handler, params, running -> !running.attended());
  }

  private <P extends Record> Progress drive(
      ActionHandler<P> handler, JsonNode params, Predicate<Progress.Running> isEnough) {
    var bound = bound(handler, params);
    ObjectNode handle = null;
    var mayHaveStarted = false;
    for (int looks = 0; looks < 500; looks++) {
      try {
        var context = context(mayHaveStarted);
        var progress =
            handle == null ? handler.start(context, bound) : handler.check(context, bound, handle);
        switch (progress) {
          case Progress.Running running when isEnough.test(running) -> {
            return running;
          }
          case Progress.Running running -> {
            handle = running.handle();
            if (running.at() != null) {
              pass(Duration.between(now(), running.at())); // the engine does not look before
            }
          }
          case Progress.Previewed _ -> throw new AssertionError("it was to work, and only looked");
          case Progress.Failed(Problem problem)
              when problem.code() == ProblemCode.AWS_UNAVAILABLE -> {
            mayHaveStarted = true; // that there was no answer says nothing of how it stands
            if (handle == null && isUnrepeatable(handler)) {
              return new Progress.Failed(UNKNOWN);
            }
          }
          case Progress.Done _, Progress.Failed _, Progress.NotBegun _ -> {
            return progress;
          }
        }
      } catch (ThrottledException e) {
        mayHaveStarted = true; // the checkpoint before the call says so
      } catch (KindCalls.Crash e) {
        mayHaveStarted = true;
        if (handle == null && isUnrepeatable(handler)) {
          return new Progress.Failed(UNKNOWN);
        }
        pass(downtime);
      }
      pass(Duration.ofSeconds(20));
    }
    throw new AssertionError("it came to no end");
  }

  private static boolean isUnrepeatable(ActionHandler<?> kind) {
    return kind.describe().repeatability() instanceof Repeatability.Unrepeatable;
  }

  public <P extends Record> P bound(ActionHandler<P> handler, JsonNode params) {
    return handler.describe().bindOrThrow(Nodes.of(params, new Source("deployspec.yaml", 3, 5)));
  }

  public ActionContext context(boolean mayHaveStarted) {
    return new KindContext(
        this, action(), run, mayHaveStarted, calledOff, now(), planned, recorded);
  }

  <C extends SdkClient> C client(Class<C> service, Target place) {
    var principal = worker.apply(place.account());
    return calls.around(
        service, place.account(), clients.client(service, principal, Region.of(place.region())));
  }

  ChildRun child(RunId parent, String action, TaskVerb task) {
    return calls.aroundDoor(ChildRun.class, children.of(parent, action, task));
  }

  public byte[] object(String key) {
    return Objects.requireNonNull(objects.get(key), key);
  }

  public URI objectUrl(String key) {
    return URI.create(BUCKET_URL + key);
  }

  /** The action as the runs before have named it. */
  public static Action action() {
    return Action.of("data/" + TARGET, "any", new Source("deployspec.yaml", 3, 5))
        .name("data")
        .target(TARGET)
        .build();
  }
}
