package io.coreautomation.execute.permission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Json;
import java.util.List;

/**
 * What a role of one account needs for an action list.
 *
 * @param account twelve digits
 */
public record AccountPolicy(String account, List<Statement> statements) {
  public AccountPolicy {
    statements = List.copyOf(statements);
  }

  /** As IAM takes it. */
  public ObjectNode document() {
    var document = Json.object().put("Version", "2012-10-17");
    var list = document.putArray("Statement");
    statements.forEach(statement -> list.add(statement.json()));
    return document;
  }

  /** As a CloudFormation template that makes a managed policy of it, to attach to a role. */
  public ObjectNode template() {
    var template = Json.object().put("AWSTemplateFormatVersion", "2010-09-09");
    template.put("Description", "What one action list of Core Automation needs in this account");
    var policy = template.putObject("Resources").putObject("Policy");
    policy.put("Type", "AWS::IAM::ManagedPolicy");
    policy.putObject("Properties").set("PolicyDocument", document());
    var output = template.putObject("Outputs").putObject("PolicyArn");
    output.putObject("Value").put("Ref", "Policy");
    return template;
  }
}
