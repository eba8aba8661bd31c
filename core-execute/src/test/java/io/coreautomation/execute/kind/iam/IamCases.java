package io.coreautomation.execute.kind.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;

/** The cases of the kinds about users. */
public final class IamCases {
  private static final String DEPLOYERS =
      """
      {"userNames": ["ann", "ben"], "roles": ["deployer", "arn:aws:iam::210000000012:role/reader"],
       "permissionsBoundary": "arn:aws:iam::210000000011:policy/core-automation-user-boundary-people"}
      """;
  private static final String ANN = "{\"userNames\": [\"ann\"]}";
  private static final String DEVICE = "arn:aws:iam::210000000011:mfa/ann";

  private IamCases() {}

  public static List<KindCase> all() {
    return List.of(
        KindCase.of("two who are not there", new CreateUser(), DEPLOYERS),
        new KindCase(
            "two of whom one is there",
            new CreateUser(),
            w -> w.drive(new CreateUser(), params(ANN)),
            w -> params(DEPLOYERS)),
        new KindCase(
            "one who may assume no role any more",
            new CreateUser(),
            w -> w.drive(new CreateUser(), params(DEPLOYERS)),
            w -> params(ANN)),
        new KindCase(
            "two who are as they should be",
            new CreateUser(),
            w -> w.drive(new CreateUser(), params(DEPLOYERS)),
            w -> params(DEPLOYERS)),
        new KindCase(
            "one of others and one who is not there",
            new PutUser(),
            w -> w.look(IamClient.class).createUser(r -> r.userName("ben")),
            w -> params(DEPLOYERS)),
        new KindCase(
            "one who had a role",
            new PutUser(),
            w ->
                w.drive(
                    new PutUser(), params("{\"userNames\": [\"ann\"], \"roles\": [\"deployer\"]}")),
            w -> params(ANN)),
        new KindCase(
            "one who has everything, and one who is not there",
            new DeleteUser(),
            IamCases::equipped,
            w -> params("{\"userNames\": [\"ann\", \"eve\"]}")),
        new KindCase(
            "two with nothing",
            new DeleteUser(),
            w -> w.drive(new CreateUser(), params("{\"userNames\": [\"ann\", \"ben\"]}")),
            w -> params("{\"userNames\": [\"ann\", \"ben\"]}")),
        KindCase.of("one who is not there", new DeleteUser(), ANN));
  }

  static ObjectNode params(String json) {
    return KindCase.json(json);
  }

  /** A user of the platform who has been given all that users can have, by others. */
  static void equipped(KindWorld world) {
    world.drive(new CreateUser(), params(DEPLOYERS));
    var iam = world.look(IamClient.class);
    iam.attachUserPolicy(
        r -> r.userName("ann").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
    iam.addUserToGroup(r -> r.userName("ann").groupName("people"));
    iam.createAccessKey(r -> r.userName("ann"));
    iam.createAccessKey(r -> r.userName("ann"));
    iam.createLoginProfile(r -> r.userName("ann").password("a-password"));
    iam.enableMFADevice(
        r ->
            r.userName("ann")
                .serialNumber(DEVICE)
                .authenticationCode1("123456")
                .authenticationCode2("123457"));
    iam.uploadSigningCertificate(r -> r.userName("ann").certificateBody("a certificate"));
    iam.uploadSSHPublicKey(r -> r.userName("ann").sshPublicKeyBody("ssh-rsa AAAA"));
    iam.createServiceSpecificCredential(
        r -> r.userName("ann").serviceName("codecommit.amazonaws.com"));
  }
}
