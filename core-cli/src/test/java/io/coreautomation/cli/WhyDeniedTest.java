package io.coreautomation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coreautomation.local.sqlite.SqliteWorldStore;
import io.coreautomation.simulator.iam.Authorization;
import io.coreautomation.simulator.world.TwinWorld;
import io.coreautomation.simulator.world.WorldSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of runs that a policy forbids. */
class WhyDeniedTest {
  private static final String ALLOWED =
      "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}";
  private static final String DENIED =
      "{\"Statement\": {\"Effect\": \"Deny\", \"Action\": \"cloudformation:CreateStack\","
          + " \"Resource\": \"*\"}}";

  @TempDir Path directory;
  private ShopOnTheTwin shop;

  @BeforeEach
  void writeAPackage() {
    shop = new ShopOnTheTwin(directory);
  }

  @Test
  void what_a_policy_of_the_organization_forbids_is_known_by_who_forbids_it() throws IOException {
    Files.createDirectories(directory.resolve(".core"));
    try (var documents = SqliteWorldStore.open(directory.resolve(".core/world.db"))) {
      var world = new TwinWorld(documents, () -> Instant.EPOCH, WorldSettings.DEFAULT);
      Authorization.of(world).putServiceControl("210000000022", List.of(List.of(ALLOWED, DENIED)));
    }
    shop.with(
        "deployspec.yaml",
        """
        - name: queue
          kind: AWS::CreateStack
          accounts: [dev, prod]
          regions: [eu-west-1]
          params: {stackName: queue, template: templates/queue.yaml}
        """);

    var why = shop.call("why", shop.failed("--on-failure", "continue"));

    assertThat(why.plainOut())
        .isEqualTo(
            """
            world: twin (.core)
            run       RUN  web/shop/main/42 deploy

            action    queue/210000000022/eu-west-1  AWS::CreateStack
            error     AWS_DENIED: could not deploy stack 'queue': User: arn:aws:sts::210000000022:assumed-role/core-automation-change/RUN is not authorized to perform: cloudformation:CreateStack on resource: arn:aws:cloudformation:eu-west-1:210000000022:stack/queue/* with an explicit deny in a service control policy
            from      deployspec.yaml:1:3
            mend      The organization forbids it in this account: ask its administrators for an exception.
            known as  iam-denied-by-scp
              cause   A service control policy of the organization forbids it in this account, often outside of a list of regions or services. No policy in the account can allow it again.
              mend    Have the organization's administrators except the role or the action, or use a region and service that the policy leaves open.
              source  Troubleshoot access denied error messages, https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
            """);
  }
}
