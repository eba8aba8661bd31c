package io.coreautomation.execute.kind.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.OwnerTag;
import io.coreautomation.execute.kind.iam.CreateUser;
import io.coreautomation.execute.kind.iam.DeleteUser;
import io.coreautomation.execute.kind.iam.PutUser;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.Change;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;

/** Kinds about users. */
final class UsersOnTheWire {
  private UsersOnTheWire() {}

  static WireCase[] cases() {
    return new WireCase[] {created(), put(), deleted()};
  }

  private static WireCase created() {
    return new WireCase(
        new CreateUser(),
        "new",
        _ -> KindCase.json("{\"userNames\": [\"ann\"], \"roles\": [\"deployer\"]}"),
        Change.CREATE,
        (wire, _, _) -> {
          assertThat(wire.client(IamClient.class).listUserTags(r -> r.userName("ann")).tags())
              .containsExactly(Tag.builder().key(OwnerTag.KEY).value(wire.owner().text()).build());
          assertThat(policy(wire, "ann").at("/Statement/0/Resource/0").asText())
              .isEqualTo("arn:aws:iam::" + Wire.ACCOUNT + ":role/deployer");
        });
  }

  private static WireCase put() {
    return new WireCase(
        new PutUser(),
        "new",
        _ -> KindCase.json("{\"userNames\": [\"ben\"], \"roles\": [\"reader\"]}"),
        Change.CREATE,
        (wire, _, _) ->
            assertThat(policy(wire, "ben").at("/Statement/0/Resource/0").asText())
                .isEqualTo("arn:aws:iam::" + Wire.ACCOUNT + ":role/reader"));
  }

  private static WireCase deleted() {
    return WireCase.cutShort(
        new DeleteUser(),
        "with a key and a password",
        wire -> {
          var iam = wire.client(IamClient.class);
          iam.createUser(r -> r.userName("eve"));
          iam.createAccessKey(r -> r.userName("eve"));
          iam.createLoginProfile(r -> r.userName("eve").password("not-a-secret"));
          return KindCase.json("{\"userNames\": [\"eve\"], \"adopt\": true}");
        },
        Wire.LACKING,
        (wire, _, _) -> {
          var iam = wire.client(IamClient.class);
          assertThat(iam.listAccessKeys(r -> r.userName("eve")).accessKeyMetadata()).isEmpty();
          assertThatThrownBy(() -> iam.getLoginProfile(r -> r.userName("eve")))
              .isInstanceOf(NoSuchEntityException.class);
          Wire.lacks(() -> iam.listServiceSpecificCredentials(r -> r.userName("eve")));
        });
  }

  private static JsonNode policy(Wire wire, String user) {
    var document =
        wire.client(IamClient.class)
            .getUserPolicy(r -> r.userName(user).policyName(user + "-AssumeRoles-Policy"))
            .policyDocument();
    return Json.parse(URLDecoder.decode(document, StandardCharsets.UTF_8));
  }
}
