package io.coreautomation.execute.kind.rds;

import io.coreautomation.execute.kind.ActionContext;
import io.coreautomation.execute.kind.Progress;
import io.coreautomation.framework.problem.Problem;
import io.coreautomation.framework.problem.ProblemCode;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;

/** The database instances of the action's account and region. */
final class Instances {
  private Instances() {}

  static Optional<DBInstance> find(ActionContext context, String identifier) {
    try {
      return context
          .client(RdsClient.class)
          .describeDBInstances(r -> r.dbInstanceIdentifier(identifier))
          .dbInstances()
          .stream()
          .findFirst();
    } catch (DbInstanceNotFoundException e) {
      return Optional.empty();
    }
  }

  static Progress missing(String identifier) {
    return new Progress.Failed(
        Problem.of(
            ProblemCode.NOT_FOUND,
            "there is no database instance '" + identifier + "'",
            "Check its identifier, and the action's account and region."));
  }

  static Progress stuck(DBInstance instance) {
    return new Progress.Failed(
        Problem.of(
            ProblemCode.WORK_FAILED,
            "the database instance '%s' is %s"
                .formatted(instance.dbInstanceIdentifier(), instance.dbInstanceStatus()),
            "Its events tell why; mend it, then run it again."));
  }
}
