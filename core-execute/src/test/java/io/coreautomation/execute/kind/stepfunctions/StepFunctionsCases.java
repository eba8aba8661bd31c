package io.coreautomation.execute.kind.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.execute.kind.KindCase;
import java.util.List;

/** The cases of the kinds of Step Functions. */
public final class StepFunctionsCases {
  static final String MACHINE =
      """
      Resources:
        Migrate:
          Type: AWS::StepFunctions::StateMachine
          Properties:
            StateMachineName: migrate
            RoleArn: arn:aws:iam::210000000011:role/migrate
            DefinitionString: '{"StartAt": "End", "States": {"End": {"Type": "%s"}}}'
      """;

  private StepFunctionsCases() {}

  public static List<KindCase> all() {
    return List.of(
        new KindCase(
            "a state machine that ends well",
            new StartExecution(),
            w -> w.stack(MACHINE.formatted("Succeed")),
            w -> params()));
  }

  static ObjectNode params() {
    return KindCase.json(
        """
        {"stateMachineArn": "arn:aws:states:eu-west-1:210000000011:stateMachine:migrate",
         "input": {"version": "42"}}
        """);
  }
}
