package io.coreautomation.execute.kind.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.framework.action.Target;
import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.fault.ResourceMatch;
import io.coreautomation.simulator.fault.ResourceStep;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The cases of the kinds of EC2. */
public final class Ec2Cases {
  static final String BASE = "shop-base";

  static final Target ELSEWHERE = new Target(KindWorld.ACCOUNT, "eu-central-1");

  private static final String INSTANCE =
      """
      Resources:
        Key:
          Type: AWS::KMS::Key
          Properties: {KeyPolicy: {Statement: []}}
        Server:
          Type: AWS::EC2::Instance
          Properties:
            ImageId: ami-0123456789abcdef0
            BlockDeviceMappings:
              - {DeviceName: /dev/xvda, Ebs: {VolumeSize: 20}}
              - DeviceName: /dev/sdf
                Ebs: {VolumeSize: 100, Encrypted: true, KmsKeyId: !GetAtt Key.Arn}
      Outputs:
        InstanceId: {Value: !Ref Server}
        KeyArn: {Value: !GetAtt Key.Arn}
      """;

  /** A group that a function of a VPC is in, and a second interface of an instance. */
  private static final String NETWORK =
      """
      Resources:
        Group:
          Type: AWS::EC2::SecurityGroup
          Properties: {GroupDescription: of the shop, VpcId: vpc-0123456789abcdef0}
        Server:
          Type: AWS::EC2::Instance
          Properties: {ImageId: ami-0123456789abcdef0}
        Second:
          Type: AWS::EC2::NetworkInterface
          Properties: {SubnetId: subnet-0123456789abcdef0, GroupSet: [!Ref Group]}
        Attachment:
          Type: AWS::EC2::NetworkInterfaceAttachment
          Properties: {InstanceId: !Ref Server, NetworkInterfaceId: !Ref Second, DeviceIndex: "1"}
      Outputs:
        GroupId: {Value: !Ref Group}
      """;

  private static final String FUNCTION =
      """
        Prices:
          Type: AWS::Lambda::Function
          Properties:
            Role: arn:aws:iam::210000000011:role/prices
            Code: {ZipFile: any}
            VpcConfig: {SubnetIds: [subnet-0123456789abcdef0], SecurityGroupIds: [!Ref Group]}
      """;

  private Ec2Cases() {}

  /** The network once the function is gone, whose interface Lambda goes on holding. */
  static void network(KindWorld world) {
    world.stack(NETWORK.replace("Outputs:", FUNCTION.strip().indent(2) + "Outputs:"));
    world.changeStack(NETWORK);
    world.pass(Duration.ofMinutes(8)); // of the twenty for which it does
  }

  static ObjectNode group(KindWorld world) {
    return Json.object().put("securityGroupId", world.output("GroupId"));
  }

  public static List<KindCase> all() {
    return List.of(
        new KindCase(
            "an image that is not there", new CreateImage(), Ec2Cases::server, Ec2Cases::base),
        new KindCase(
            "an image that it has made before", new CreateImage(), Ec2Cases::image, Ec2Cases::base),
        new KindCase(
            "an image whose creation had failed",
            new CreateImage(),
            w -> {
              server(w);
              w.twin()
                  .faults()
                  .failResource(
                      ResourceMatch.ofType("AWS::EC2::Image"),
                      ResourceStep.CREATE,
                      1,
                      "Server.InternalError: Internal error");
              w.drive(new CreateImage(), base(w));
            },
            Ec2Cases::base),
        new KindCase(
            "a copy that is not there", new CopyImage(), Ec2Cases::image, Ec2Cases::copied),
        new KindCase(
            "a copy that it has made before", new CopyImage(), Ec2Cases::copy, Ec2Cases::copied),
        new KindCase(
            "a copy from another region, where one had failed",
            new CopyImage(),
            w -> {
              elsewhere(w);
              w.drive(new CopyImage(), moved().put("kmsKeyId", "no-key"));
            },
            w -> moved()),
        new KindCase("an image of two volumes", new DeleteImage(), Ec2Cases::image, w -> named()),
        new KindCase(
            "an image that others have made",
            new DeleteImage(),
            Ec2Cases::foreign,
            w -> named().put("adopt", true)),
        new KindCase("an image that is gone already", new DeleteImage(), w -> {}, w -> named()),
        new KindCase(
            "an image for two accounts", new ShareImage(), Ec2Cases::image, w -> forBoth()),
        new KindCase(
            "an image that they have already",
            new ShareImage(),
            w -> {
              image(w);
              w.drive(new ShareImage(), forBoth());
            },
            w -> forBoth()),
        new KindCase(
            "an image for two accounts, one of which could use it already",
            new DuplicateImageToAccount(),
            w -> {
              family(w);
              w.drive(
                  new ShareImage(), named().set("toAccounts", Json.parse("[\"210000000012\"]")));
            },
            w -> forBoth()),
        new KindCase(
            "an image of which both have their copies",
            new DuplicateImageToAccount(),
            w -> {
              family(w);
              w.drive(new DuplicateImageToAccount(), forBoth());
            },
            w -> forBoth()),
        new KindCase(
            "an image whose copies had failed",
            new DuplicateImageToAccount(),
            w -> {
              family(w);
              w.drive(new DuplicateImageToAccount(), forBoth().put("kmsKeyId", "alias/none"));
            },
            w -> forBoth()),
        new KindCase(
            "an interface that Lambda has not let go of yet, and one that an instance has",
            new DeleteSecurityGroupEnis(),
            Ec2Cases::network,
            Ec2Cases::group),
        new KindCase(
            "a group without interfaces",
            new DeleteSecurityGroupEnis(),
            w -> {},
            w -> Json.object().put("securityGroupId", "sg-0123456789abcdef0")));
  }

  static void server(KindWorld world) {
    world.stack(INSTANCE);
  }

  /** The image of the server, which this deployment has made. */
  static void image(KindWorld world) {
    server(world);
    world.drive(new CreateImage(), base(world));
  }

  /** An image of the server that somebody has made by hand. */
  static void foreign(KindWorld world) {
    server(world);
    ec2(world).createImage(r -> r.name(BASE).instanceId(world.output("InstanceId")));
    world.pass(Duration.ofMinutes(5));
  }

  /** The image, and two more accounts. */
  static void family(KindWorld world) {
    image(world);
    world.twin().addAccount("210000000012", "shop-test");
    world.twin().addAccount("210000000013", "shop-prod");
  }

  static ObjectNode forBoth() {
    var params = named();
    params.putArray("toAccounts").add("210000000012").add("210000000013");
    return params;
  }

  static void copy(KindWorld world) {
    image(world);
    world.drive(new CopyImage(), copied(world));
  }

  /** An image of the same account in another region, which others have made. */
  static void elsewhere(KindWorld world) {
    image(world);
    var here = Images.outputs(new Images(ec2(world)).named(BASE).orElseThrow());
    world
        .look(Ec2Client.class, ELSEWHERE)
        .copyImage(
            r ->
                r.name(BASE + "-old")
                    .sourceImageId(here.get("imageId"))
                    .sourceRegion(KindWorld.TARGET.region()));
    world.pass(Duration.ofMinutes(5));
  }

  static ObjectNode copied(KindWorld world) {
    return named()
        .put("destinationImageName", BASE + "-copy")
        .put("kmsKeyId", world.output("KeyArn"));
  }

  static ObjectNode moved() {
    return Json.object()
        .put("imageName", BASE + "-old")
        .put("sourceRegion", ELSEWHERE.region())
        .put("destinationImageName", BASE + "-old");
  }

  static ObjectNode base(KindWorld world) {
    return named()
        .put("instanceId", world.output("InstanceId"))
        .set("tags", Json.object().put("Stage", "dev"));
  }

  static ObjectNode named() {
    return Json.object().put("imageName", BASE);
  }

  static Ec2Client ec2(KindWorld world) {
    return world.look(Ec2Client.class);
  }
}
