package io.coreautomation.execute.kind.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import java.util.List;

/** The cases of the kinds of the Key Management Service. */
public final class KmsCases {
  private static final String KEY =
      """
      Resources:
        Key:
          Type: AWS::KMS::Key
          Properties: {KeyPolicy: {Statement: []}}
      Outputs:
        KeyId: {Value: !Ref Key}
      """;

  private KmsCases() {}

  public static List<KindCase> all() {
    return List.of(
        new KindCase("two principals", new CreateGrants(), w -> w.stack(KEY), KmsCases::params),
        new KindCase(
            "two principals who have it already",
            new CreateGrants(),
            w -> {
              w.stack(KEY);
              w.drive(new CreateGrants(), params(w));
            },
            KmsCases::params));
  }

  private static ObjectNode params(KindWorld world) {
    return KindCase.json(
            """
            {"granteePrincipals": ["arn:aws:iam::210000000012:role/a",
                                   "arn:aws:iam::210000000012:role/b"],
             "operations": ["GenerateDataKey", "Decrypt"]}
            """)
        .put("kmsKeyId", world.output("KeyId"));
  }
}
