package io.coreautomation.codecommit.handler;

import io.coreautomation.aws.platform.PlatformDoors;
import io.coreautomation.codecommit.CodeCommitRepositories;
import io.coreautomation.codecommit.PushService;
import java.util.Map;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;

/** Wires the service of pushes in Lambda. */
final class LambdaAssembly {
  private LambdaAssembly() {}

  static PushService service(Map<String, String> environment) {
    var doors = PlatformDoors.of(environment);
    return new PushService(
        doors.settings().client(),
        new CodeCommitRepositories(doors.client(CodeCommitClient.class)),
        doors.objects(),
        doors.mailbox());
  }
}
