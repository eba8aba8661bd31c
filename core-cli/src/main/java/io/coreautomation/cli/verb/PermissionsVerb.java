package io.coreautomation.cli.verb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.aws.access.TargetRoles;
import io.coreautomation.cli.edge.Surroundings;
import io.coreautomation.execute.permission.AccountPolicy;
import io.coreautomation.execute.permission.LeastPrivilege;
import io.coreautomation.framework.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code core permissions DIR}. */
@Command(
    name = "permissions",
    description = "Shows what a package needs to be allowed in each account; starts nothing.",
    footer = {"", "Example:", "  core permissions examples/landing-zone --template"})
public final class PermissionsVerb implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private WorldOptions world = new WorldOptions();
  @Mixin private PackageOptions pack = new PackageOptions();
  @Mixin private CompiledTask task = new CompiledTask();

  @Option(
      names = "--template",
      description = "as CloudFormation templates that make the policies, instead of the policies")
  private boolean template;

  @Option(
      names = "--role-prefix",
      paramLabel = "PREFIX",
      defaultValue = TargetRoles.DEFAULT_PREFIX,
      description = "what the names of the target roles begin with; ${DEFAULT-VALUE} by default")
  private String rolePrefix = TargetRoles.DEFAULT_PREFIX;

  public PermissionsVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var folder = pack.folder(surroundings);
    var screen = common.screen(surroundings);
    var compiled = new Checking(surroundings, world, pack).compile(folder, screen, task.verb());
    var roles = new TargetRoles(rolePrefix, null);
    var needed =
        new LeastPrivilege(
            world.kinds(surroundings), roles::stackExecutionArn, roles::userBoundaryArn);
    var document = Json.object();
    var accounts = document.putArray("accounts");
    for (var policy : needed.of(compiled.list())) {
      // Beside what is printed, so that this can be piped into a file or a tool.
      screen.talk("account " + policy.account());
      screen.line(Json.pretty(wanted(policy)));
      accounts
          .addObject()
          .put("account", policy.account())
          .set(template ? "template" : "policy", wanted(policy));
    }
    screen.document(document);
    return 0;
  }

  private ObjectNode wanted(AccountPolicy policy) {
    return template ? policy.template() : policy.document();
  }
}
