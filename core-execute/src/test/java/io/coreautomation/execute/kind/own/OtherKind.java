package io.coreautomation.execute.kind.own;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Compensation;
import io.coreautomation.execute.kind.ImmediateHandler;
import io.coreautomation.execute.kind.KindDescription;
import io.coreautomation.execute.kind.KindDescriptionBuilder;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.plan.Preview;
import io.coreautomation.framework.run.Change;
import org.jspecify.annotations.Nullable;

/** A kind that does nothing, under a name that jars bring; those below have something wrong. */
public class OtherKind implements ImmediateHandler<OtherKind.Params> {
  /** None. */
  public record Params() {}

  /** Its short name is that of a kind which core ships. */
  public static final class Alike extends OtherKind {
    @Override
    String name() {
      return "ACME::NoOp";
    }
  }

  /** Names and permissions that nobody could refer to. */
  public static final class Misnamed extends OtherKind {
    @Override
    String name() {
      return "acme";
    }

    @Override
    KindDescriptionBuilder<Params> about() {
      return super.about().permissions("everything");
    }
  }

  /** Its inverse is nowhere. */
  public static final class Inverted extends OtherKind {
    @Override
    KindDescriptionBuilder<Params> about() {
      return super.about().inverse("ACME::Undo");
    }
  }

  /** It cannot be described. */
  public static final class Failing extends OtherKind {
    @Override
    String name() {
      throw new IllegalStateException("no name today");
    }
  }

  String name() {
    return "ACME::Other";
  }

  KindDescriptionBuilder<Params> about() {
    return KindDescription.of(name(), Params.class, "Does nothing.");
  }

  @Override
  public final KindDescription<Params> describe() {
    return about().build();
  }

  @Override
  public Progress preview(ActionContext context, Params params) {
    return Progress.previewed(Preview.of(Change.NONE));
  }

  @Override
  public Progress start(ActionContext context, Params params) {
    return Progress.done(Change.NONE);
  }

  @Override
  public Compensation compensation(Params params, Change change, @Nullable ObjectNode before) {
    return new Compensation.Nothing();
  }
}
