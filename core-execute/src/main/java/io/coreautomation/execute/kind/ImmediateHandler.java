package io.coreautomation.execute.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.action.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind that has ended, well or not, when its start returns: it answers no {@code Running}. */
public interface ImmediateHandler<P extends Record> extends ActionHandler<P> {
  @Override
  default Progress check(ActionContext context, P params, ObjectNode handle) {
    throw new IllegalStateException(describe().name() + " had ended when it started");
  }

  @Override
  default Progress cancel(ActionContext context, P params, ObjectNode handle) {
    throw new IllegalStateException(describe().name() + " had ended when it started");
  }

  @Override
  default List<String> locks(P params, @Nullable Target target) {
    return List.of();
  }
}
