package io.coreautomation.deployspec.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.coreautomation.db.account.Account;
import io.coreautomation.db.account.AccountStatus;
import io.coreautomation.db.app.App;
import io.coreautomation.db.client.Client;
import io.coreautomation.db.facts.RegistryFacts;
import io.coreautomation.db.portfolio.Portfolio;
import io.coreautomation.db.zone.Zone;
import io.coreautomation.framework.action.Action;
import io.coreautomation.framework.action.KindCatalog;
import io.coreautomation.framework.archive.PackageFiles;
import io.coreautomation.framework.coordinates.Coordinates;
import io.coreautomation.framework.coordinates.OwnNames;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemException;
import io.coreautomation.framework.shape.Alias;
import io.coreautomation.framework.shape.Role;
import io.coreautomation.framework.shape.Shapes;
import io.coreautomation.framework.task.Deployment;
import io.coreautomation.framework.task.Task;
import io.coreautomation.framework.task.TaskOptions;
import io.coreautomation.framework.task.TaskType;
import io.coreautomation.framework.task.TaskVerb;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A package, a registry and a task with valid defaults: the worked example's. */
public final class Given {
  enum StackOnFailure {
    DO_NOTHING,
    ROLLBACK,
    DELETE
  }

  record CreateStack(
      @Role(Role.Kind.STACK_NAME) String stackName,
      @Role(Role.Kind.TEMPLATE) @Alias("templateUrl") JsonNode template,
      @Alias("stackParameters") Map<String, String> parameters,
      Map<String, String> tags,
      List<String> capabilities,
      @Role(Role.Kind.PROTECTION) boolean terminationProtection,
      @Role(Role.Kind.DOCUMENT) @Nullable JsonNode stackPolicy,
      @Nullable StackOnFailure onFailure,
      @Nullable Integer timeoutInMinutes,
      boolean adopt) {}

  record DeleteStack(
      @Role(Role.Kind.STACK_NAME) String stackName, @Role(Role.Kind.FORCE) boolean unprotect) {}

  record NoOp() {}

  record SetVariables(Map<String, String> variables) {}

  record GetStackOutputs(@Role(Role.Kind.STACK_NAME) String stackName) {}

  record RunTask(String task, String list, int actions) {}

  record Assert(@Role(Role.Kind.CONDITION) JsonNode that) {}

  record CreateUser(String userName, List<String> roles) {}

  public static final KindCatalog KINDS =
      new KindCatalog(
          List.of(
              new KindCatalog.Entry(
                  "AWS::CreateStack",
                  "Makes a stack.",
                  true,
                  false,
                  false,
                  Shapes.of(CreateStack.class),
                  "AWS::DeleteStack",
                  "it is deleted",
                  List.of(),
                  Map.of(),
                  ""),
              new KindCatalog.Entry(
                  "AWS::DeleteStack",
                  "Deletes a stack.",
                  true,
                  false,
                  false,
                  Shapes.of(DeleteStack.class),
                  "",
                  "",
                  List.of(),
                  Map.of(),
                  ""),
              new KindCatalog.Entry(
                  "AWS::CreateUser",
                  "Makes a user.",
                  true,
                  true,
                  true,
                  Shapes.of(CreateUser.class),
                  "",
                  "it is deleted",
                  List.of(),
                  Map.of(),
                  ""),
              new KindCatalog.Entry(
                  "AWS::GetStackOutputs",
                  "Reads.",
                  true,
                  false,
                  false,
                  Shapes.of(GetStackOutputs.class),
                  "",
                  "none",
                  List.of(),
                  Map.of(),
                  ""),
              new KindCatalog.Entry(
                  "SYSTEM::Assert",
                  "Asserts.",
                  false,
                  false,
                  false,
                  Shapes.of(Assert.class),
                  "",
                  "none",
                  List.of(),
                  Map.of(),
                  ""),
              new KindCatalog.Entry(
                  "SYSTEM::SetVariables",
                  "Sets.",
                  false,
                  false,
                  false,
                  Shapes.of(SetVariables.class),
                  "",
                  "none",
                  List.of(),
                  Map.of(),
                  ""),
              new KindCatalog.Entry(
                  "SYSTEM::RunTask",
                  "Runs a part.",
                  false,
                  false,
                  false,
                  Shapes.of(RunTask.class),
                  "SYSTEM::RunTask",
                  "by itself",
                  List.of(),
                  Map.of(),
                  ""),
              new KindCatalog.Entry(
                  "SYSTEM::NoOp",
                  "Does nothing.",
                  false,
                  false,
                  false,
                  Shapes.of(NoOp.class),
                  "",
                  "none",
                  List.of(),
                  Map.of(),
                  "")));

  public static final String TEMPLATE =
      """
      Resources:
        Topic: {Type: AWS::SNS::Topic}
      Outputs:
        TopicArn: {Value: !Ref Topic}
      """;

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private List<Account> accounts =
      List.of(
          account("network", "210000000001", "Infrastructure", Map.of("tier", "shared")),
          account("shop-dev", "210000000011", "Workloads/Dev", Map.of("tier", "workload")),
          account("shop-prod", "210000000012", "Workloads/Prod", Map.of("tier", "workload")));
  private TaskVerb verb = TaskVerb.DEPLOY;
  private Map<String, String> tags = Map.of();
  private boolean force;
  private OwnNames own = OwnNames.NONE;
  private int mostOfARun = Compiler.MOST_OF_A_RUN;

  static Account account(String name, String id, String ou, Map<String, String> tags) {
    return new Account(name, id, ou, tags, List.of(), AccountStatus.ACTIVE);
  }

  /** A package with a template and this deployspec. */
  public static Given deployspec(String yaml) {
    return new Given().file("stack.yaml", TEMPLATE).file("deployspec.yaml", yaml);
  }

  public Given file(String path, String content) {
    files.put(path, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Given without(String path) {
    files.remove(path);
    return this;
  }

  public Given verb(TaskVerb verb) {
    this.verb = verb;
    return this;
  }

  /** For runs that are not as long as usual. */
  public Given mostOfARun(int actions) {
    this.mostOfARun = actions;
    return this;
  }

  /** For an installation that carries its runs out itself. */
  Given inside(OwnNames own) {
    this.own = own;
    return this;
  }

  Given forced() {
    this.force = true;
    return this;
  }

  Given accounts(List<Account> accounts) {
    this.accounts = accounts;
    return this;
  }

  Given tags(Map<String, String> tags) {
    this.tags = tags;
    return this;
  }

  public PackageFiles files() {
    return PackageFiles.of(files);
  }

  public Task task() {
    return new Task(
        verb,
        TaskType.DEPLOYSPEC,
        new Deployment(
            new Coordinates("acme", "web", "shop", "main", "42", null), "prod", null, tags),
        null,
        new TaskOptions(force, false, null, null, null, null, false, false),
        null);
  }

  RegistryFacts facts() {
    return new RegistryFacts(
        new Client("acme", "eu-west-1", Map.of()),
        new Portfolio("web", "platform@acme.example", Map.of()),
        new App("web", "shop", "eu", Map.of()),
        new Zone(
            "eu",
            "network",
            List.of("eu-west-1", "eu-central-1"),
            Map.of("domain", TextNode.valueOf("acme.example"))),
        accounts);
  }

  public Compilation compiled() {
    return new Compiler(KINDS, own, mostOfARun).compile(files(), facts(), task());
  }

  Map<String, Action> actions() {
    return compiled().list().byId();
  }

  Action only() {
    var actions = compiled().list().actions();
    if (actions.size() != 1) {
      throw new AssertionError("not one action: " + actions);
    }
    return actions.getFirst();
  }

  /** What is wrong with it, one problem a line. */
  String problems() {
    try {
      throw new AssertionError("compiled to " + Json.pretty(compiled().list()));
    } catch (ProblemException e) {
      return e.problems().stream().map(Problem::text).collect(Collectors.joining("\n")) + "\n";
    }
  }
}
