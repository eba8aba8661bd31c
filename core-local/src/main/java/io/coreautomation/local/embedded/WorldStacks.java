package io.coreautomation.local.embedded;

import io.coreautomation.aws.access.AccessScope;
import io.coreautomation.aws.access.AwsAccess;
import io.coreautomation.aws.access.RoleKind;
import io.coreautomation.db.account.Account;
import io.coreautomation.db.account.Accounts;
import io.coreautomation.db.table.Tables;
import io.coreautomation.db.zone.Zone;
import io.coreautomation.db.zone.Zones;
import io.coreautomation.framework.door.VirtualThreads;
import io.coreautomation.local.embedded.EmbeddedPlatform.WorldStack;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Lists the stacks of a world. */
final class WorldStacks {
  private static final String SESSION = "core-world";

  private final Tables tables;
  private final AwsAccess access;

  WorldStacks(Tables tables, AwsAccess access) {
    this.tables = tables;
    this.access = access;
  }

  List<WorldStack> all() {
    var regions = new TreeSet<String>();
    new Zones(tables).list(1_000, null).rows().stream().map(Zone::regions).forEach(regions::addAll);
    var looks = new ArrayList<Callable<List<WorldStack>>>();
    for (var account : new Accounts(tables).all()) {
      var own = new TreeSet<>(account.regions());
      own.addAll(regions);
      own.forEach(region -> looks.add(() -> in(account, region)));
    }
    return new VirtualThreads(16).all(looks).stream().flatMap(List::stream).toList();
  }

  private List<WorldStack> in(Account account, String region) {
    var client =
        access.client(
            CloudFormationClient.class,
            new AccessScope(account.id(), region, RoleKind.PLAN, SESSION, null));
    return client.describeStacksPaginator().stacks().stream()
        .map(stack -> view(account, region, stack))
        .toList();
  }

  private static WorldStack view(Account account, String region, Stack stack) {
    var outputs = new TreeMap<String, String>();
    stack.outputs().forEach(o -> outputs.put(o.outputKey(), o.outputValue()));
    return new WorldStack(
        account.id(),
        account.name(),
        region,
        stack.stackName(),
        stack.stackId(),
        stack.stackStatusAsString(),
        outputs);
  }
}
