package io.coreautomation.execute.kind.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.framework.json.Json;
import io.coreautomation.simulator.fault.ResourceMatch;
import io.coreautomation.simulator.fault.ResourceStep;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The cases of the kinds of EC2. */
public final class Ec2Cases {
  static final String BASE = "shop-base";

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

  private Ec2Cases() {}

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
        new KindCase("an image of two volumes", new DeleteImage(), Ec2Cases::image, w -> named()),
        new KindCase("an image that is gone already", new DeleteImage(), w -> {}, w -> named()));
  }

  static void server(KindWorld world) {
    world.stack(INSTANCE);
  }

  /** The image of the server, which this deployment has made. */
  static void image(KindWorld world) {
    server(world);
    world.drive(new CreateImage(), base(world));
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
