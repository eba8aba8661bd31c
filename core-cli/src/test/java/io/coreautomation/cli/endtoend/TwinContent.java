package io.coreautomation.cli.endtoend;

import io.coreautomation.local.sqlite.SqliteWorldStore;
import io.coreautomation.simulator.client.TwinClients;
import io.coreautomation.simulator.world.TwinPrincipal;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/**
 * What stands in a twin that no process holds, found by plain calls of each service that lists its
 * things. What else stands there is part of a stack, and goes with it.
 */
final class TwinContent {
  private final TwinClients clients;
  private final Map<String, List<String>> found = new TreeMap<>();

  private TwinContent(TwinClients clients) {
    this.clients = clients;
  }

  /**
   * The things by their sort, in some accounts and regions; a sort of which there are none is not.
   */
  static Map<String, List<String>> of(Path home, List<String> accounts, List<String> regions) {
    try (var store = SqliteWorldStore.open(home.resolve("world.db"))) {
      var now = store.time().orElseThrow();
      var content =
          new TwinContent(new TwinClients(new TwinWorld(store, () -> now, WorldSettings.DEFAULT)));
      for (var account : accounts) {
        content.lookAtAccount(account);
        for (var region : regions) {
          content.look(account, Region.of(region));
        }
      }
      return content.found;
    }
  }

  private void lookAtAccount(String account) {
    add(
        "user",
        client(IamClient.class, account, Region.EU_WEST_1).listUsers().users(),
        User::userName);
    add(
        "bucket",
        client(S3Client.class, account, Region.EU_WEST_1).listBuckets().buckets(),
        Bucket::name);
  }

  private void look(String account, Region region) {
    var stacks = client(CloudFormationClient.class, account, region);
    add("stack", stacks.describeStacks().stacks(), stack -> stack.stackName());
    add("stack set", stacks.listStackSets().summaries(), set -> set.stackSetName());
    var ec2 = client(Ec2Client.class, account, region);
    add("image", ec2.describeImages(r -> r.owners("self")).images(), image -> image.name());
    add("snapshot", ec2.describeSnapshots().snapshots(), snapshot -> snapshot.snapshotId());
    add(
        "network interface",
        ec2.describeNetworkInterfaces().networkInterfaces(),
        one -> one.networkInterfaceId());
    add(
        "repository",
        client(EcrClient.class, account, region).describeRepositories().repositories(),
        repository -> repository.repositoryName());
    var rds = client(RdsClient.class, account, region);
    add("database", rds.describeDBInstances().dbInstances(), one -> one.dbInstanceIdentifier());
    add(
        "database snapshot",
        rds.describeDBSnapshots().dbSnapshots(),
        one -> one.dbSnapshotIdentifier());
  }

  private <T> void add(String sort, List<T> things, Function<T, String> name) {
    things.stream()
        .map(name)
        .forEach(each -> found.computeIfAbsent(sort, s -> new ArrayList<>()).add(each));
  }

  private <C extends SdkClient> C client(Class<C> service, String account, Region region) {
    return clients.client(service, TwinPrincipal.root(account), region);
  }
}
