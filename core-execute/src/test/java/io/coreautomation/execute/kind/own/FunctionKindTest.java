package io.coreautomation.execute.kind.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionHandler;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.KindCase;
import io.coreautomation.execute.kind.KindContract;
import io.coreautomation.execute.kind.KindWorld;
import io.coreautomation.framework.json.Json;
import io.coreautomation.framework.run.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions that are kinds keep the contract. */
class FunctionKindTest implements KindContract {
  private static final String SHOP = "{\"service\": \"shop\"}";

  @TempDir static Path folder;
  private OwnKinds kinds = OwnKinds.none();

  @BeforeAll
  void readTheFolder() throws IOException {
    kinds = DeclaredFunctions.in(folder);
  }

  @Override
  public Stream<KindCase> cases() {
    return Stream.of(
        registered("a service that is new", "ACME::Register", SHOP, world -> {}),
        registered(
            "that takes a while",
            "ACME::Register",
            "{\"service\": \"shop\", \"slowly\": true}",
            world -> {}),
        registered(
            "changed",
            "ACME::Register",
            "{\"service\": \"shop\", \"tier\": \"gold\"}",
            FunctionKindTest::known),
        registered("one that is known", "ACME::Deregister", SHOP, FunctionKindTest::known),
        new KindCase("somebody", kind("ACME::Tell"), FunctionKindTest::told, w -> Json.object()),
        new KindCase("something", kind("ACME::Read"), FunctionKindTest::read, w -> Json.object()));
  }

  private KindCase registered(String name, String kind, String params, Consumer<KindWorld> before) {
    return new KindCase(
        name,
        kind(kind),
        world -> {
          DeclaredFunctions.make(world, "core-kind-register", "deregister");
          Register.in(world.twin());
          before.accept(world);
        },
        world -> KindCase.json(params));
  }

  private ActionHandler<?> kind(String name) {
    return kinds.kinds().handler(name);
  }

  private static void known(KindWorld world) {
    Register.know(world.twin(), "shop", "silver");
  }

  private static void told(KindWorld world) {
    DeclaredFunctions.make(world, "tell");
    var calls = new AtomicInteger();
    DeclaredFunctions.answering(
        world,
        "tell",
        event -> {
          Register.know(world.twin(), "told " + calls.incrementAndGet(), "");
          return Json.object().put("status", "done");
        });
  }

  private static void read(KindWorld world) {
    DeclaredFunctions.make(world, "read");
    DeclaredFunctions.answering(
        world,
        "read",
        event -> Json.parse("{\"status\": \"done\", \"outputs\": {\"Word\": \"hello\"}}"));
  }

  @Test
  void it_may_call_its_function_and_no_other() {
    assertThat(kind("ACME::Register").describe().resources())
        .containsEntry(
            "lambda:InvokeFunction",
            "arn:{partition}:lambda:{region}:{account}:function:core-kind-register");
    assertThat(kind("ACME::Tell").describe().resources())
        .containsEntry(
            "lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:210000000011:function:tell");
  }

  @Test
  void what_it_did_its_inverse_takes_back() {
    var before = KindCase.json("{\"service\": \"shop\", \"tier\": \"silver\"}");

    assertThat(compensation(kind("ACME::Register"), Change.CREATE, null))
        .isEqualTo(new Compensation.ByInverse());
    assertThat(compensation(kind("ACME::Register"), Change.UPDATE, before))
        .isEqualTo(new Compensation.By("ACME::Register", before));
    assertThat(compensation(kind("ACME::Register"), Change.NO_CHANGE, before))
        .isEqualTo(new Compensation.Nothing());
    assertThat(compensation(kind("ACME::Register"), Change.UPDATE, null))
        .isEqualTo(new Compensation.Irreversible("has called a function, whatever that did"));
  }

  @Test
  void whose_changes_nobody_knows_of_is_not_taken_back() {
    assertThat(kind("ACME::Register").describe().compensation())
        .isEqualTo(
            "what it has created 'ACME::Deregister' undoes; of an update, the params of the last"
                + " successful run are put back");
    assertThat(kind("ACME::Read").describe().compensation()).isEqualTo("it changes nothing");
    assertThat(kind("ACME::Tell").describe().compensation()).isEmpty();
  }

  private static <P extends Record> Compensation compensation(
      ActionHandler<P> kind, Change change, @Nullable ObjectNode before) {
    var params = new KindWorld().bound(kind, KindCase.json(SHOP));
    return kind.compensation(params, change, before);
  }
}
