package io.coreautomation.execute.kind.rds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindWorld;
import java.util.List;
import java.util.function.Consumer;

/** The cases of the kinds of the Relational Database Service. */
public final class RdsCases {
  static final String INSTANCE =
      """
      Resources:
        Shop:
          Type: AWS::RDS::DBInstance
          Properties:
            DBInstanceIdentifier: shop
            DBInstanceClass: db.t4g.medium
            AllocatedStorage: "20"
            Engine: postgres
            DeletionProtection: true
      """;

  private RdsCases() {}

  public static List<KindCase> all() {
    return List.of(
        modification("a protected instance", RdsCases::instance, unprotected()),
        modification(
            "what waits for the maintenance window",
            RdsCases::instance,
            "{\"instance\": {\"dbInstanceIdentifier\": \"shop\", \"multiAz\": true}}"),
        modification(
            "an instance that is so already",
            RdsCases::instance,
            "{\"instance\": {\"dbInstanceIdentifier\": \"shop\", \"deletionProtection\": true}}"),
        modification("a protected instance that is not there", w -> {}, unprotected()),
        new KindCase(
            "a snapshot with a name",
            new CreateSnapshot(),
            RdsCases::instance,
            w ->
                KindCase.json(
                    "{\"dbInstanceIdentifier\": \"shop\", \"snapshotIdentifier\": \"shop-42\"}")),
        new KindCase(
            "a snapshot without a name",
            new CreateSnapshot(),
            RdsCases::instance,
            w -> KindCase.json("{\"dbInstanceIdentifier\": \"shop\"}")),
        deletion("a snapshot of this deployment", RdsCases::snapshot),
        deletion("a snapshot that is not there", w -> {}));
  }

  private static KindCase deletion(String name, Consumer<KindWorld> before) {
    return new KindCase(
        name,
        new DeleteSnapshot(),
        before,
        w -> KindCase.json("{\"snapshotIdentifier\": \"shop-42\"}"));
  }

  static void snapshot(KindWorld world) {
    instance(world);
    world.drive(new CreateSnapshot(), snapshot("shop-42"));
  }

  private static KindCase modification(String name, Consumer<KindWorld> before, String params) {
    return new KindCase(name, new ModifyDbInstance(), before, w -> KindCase.json(params));
  }

  static void instance(KindWorld world) {
    world.stack(INSTANCE);
  }

  static String unprotected() {
    return """
    {"ApiParams": {"DBInstanceIdentifier": "shop", "DeletionProtection": false,
                   "ApplyImmediately": true}}
    """;
  }

  static ObjectNode snapshot(String identifier) {
    return KindCase.json("{\"dbInstanceIdentifier\": \"shop\"}")
        .put("dbSnapshotIdentifier", identifier);
  }
}
