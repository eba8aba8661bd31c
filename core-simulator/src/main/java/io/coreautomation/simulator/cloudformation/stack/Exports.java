package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.refusal.Refused;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Exports, which are one to a name, and stay as they are while others use them. */
final class Exports {
  private Exports() {}

  /** Why a stack cannot have these outputs, if it cannot. */
  static Optional<String> conflict(
      StackShelf shelf,
      StackId stack,
      List<Revision.Output> before,
      List<Revision.Output> after,
      Instant now) {
    var values = new HashMap<String, String>();
    for (var output : after) {
      var name = output.exportName();
      if (name.isEmpty()) {
        continue;
      }
      if (values.put(name, output.value()) != null) {
        return Optional.of("Duplicate export names " + name + " in stack " + stack.name());
      }
      var owner = shelf.export(stack.place(), name, now).map(e -> e.stack());
      if (owner.isPresent() && !owner.get().stackId().equals(stack.arn())) {
        return Optional.of(
            "Export with name " + name + " is already exported by stack " + owner.get().name());
      }
    }
    for (var output : before) {
      var name = output.exportName();
      if (!name.isEmpty() && !output.value().equals(values.get(name))) {
        var users = shelf.importers(stack.place(), name, now);
        if (!users.isEmpty()) {
          return Optional.of(
              values.containsKey(name)
                  ? "Export " + name + " cannot be updated as it is in use by " + all(users)
                  : "Cannot delete export " + name + " as it is in use by " + all(users));
        }
      }
    }
    return Optional.empty();
  }

  /** Refuses to let go of a stack whose exports are in use. */
  static void checkUnused(StackShelf shelf, StackEntry entry, Instant now) {
    for (var output : entry.revisionAt(now).outputs()) {
      if (!output.exportName().isEmpty()) {
        var users = shelf.importers(entry.stack().place(), output.exportName(), now);
        if (!users.isEmpty()) {
          throw Refused.invalid(
              "Export "
                  + output.exportName()
                  + " cannot be deleted as it is in use by "
                  + all(users));
        }
      }
    }
  }

  private static String all(List<String> users) {
    return users.size() == 1
        ? users.getFirst()
        : String.join(", ", users.subList(0, users.size() - 1)) + " and " + users.getLast();
  }
}
