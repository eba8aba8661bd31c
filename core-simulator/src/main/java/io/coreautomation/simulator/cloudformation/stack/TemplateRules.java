package io.coreautomation.simulator.cloudformation.stack;

import io.coreautomation.simulator.cloudformation.intrinsic.Conditions;
import io.coreautomation.simulator.cloudformation.intrinsic.Evaluator;
import io.coreautomation.simulator.cloudformation.refusal.Refused;
import io.coreautomation.simulator.cloudformation.template.Template;

/** The Rules block: what the parameters' values must be to each other. */
final class TemplateRules {
  private final Template template;
  private final Conditions conditions;
  private final Evaluator evaluator;

  TemplateRules(Template template, Conditions conditions, Evaluator evaluator) {
    this.template = template;
    this.conditions = conditions;
    this.evaluator = evaluator;
  }

  void check() {
    template
        .rules()
        .properties()
        .forEach(
            rule -> {
              var body = rule.getValue();
              var when = body.path("RuleCondition");
              if (when.isMissingNode() || conditions.test(when)) {
                for (var assertion : body.path("Assertions")) {
                  if (!conditions.test(assertion.path("Assert"))) {
                    throw Refused.invalid(
                        "Template validation error: Rule "
                            + rule.getKey()
                            + " failed: "
                            + evaluator.text(assertion.path("AssertDescription")));
                  }
                }
              }
            });
  }
}
