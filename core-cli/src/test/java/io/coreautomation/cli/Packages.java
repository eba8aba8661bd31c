package io.coreautomation.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Packages that differ in their deployspec and templates only. */
public final class Packages {
  private Packages() {}

  /** Writes what every package has: coordinates and a registry with one account. */
  public static void write(Path folder, String app) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("core.yaml"),
        "{client: acme, portfolio: start, app: %s, branch: main, build: '1'}\n".formatted(app));
    Files.writeString(
        folder.resolve("registry.yaml"),
        """
        clients: [{name: acme, homeRegion: eu-west-1}]
        portfolios: [{name: start, owner: platform@acme.example}]
        accounts: [{name: sandbox, id: "210000000021", ou: Sandbox}]
        zones: [{name: eu, account: sandbox, regions: [eu-west-1]}]
        apps: [{portfolio: start, name: %s, zone: eu}]
        """
            .formatted(app));
  }

  /** A package whose template is too large for the body of a request. */
  public static void writeLarge(Path folder) throws IOException {
    write(folder, "large");
    Files.writeString(
        folder.resolve("deployspec.yaml"),
        """
        - name: large
          kind: AWS::CreateStack
          accounts: [sandbox]
          regions: [eu-west-1]
          params: {stackName: large, template: large.yaml}
        """);
    Files.writeString(
        folder.resolve("large.yaml"),
        """
        Metadata: {Notes: "%s"}
        Resources: {Topic: {Type: AWS::SNS::Topic}}
        Outputs: {TopicArn: {Value: !Ref Topic}}
        """
            .formatted("a note ".repeat(10_000)));
  }

  /** A package of a stack that stands, one that AWS refuses, and one that waits for that. */
  public static void writeFailing(Path folder) throws IOException {
    write(folder, "shop");
    Files.writeString(
        folder.resolve("deployspec.yaml"),
        """
        defaults: {accounts: [sandbox], regions: [eu-west-1]}
        actions:
          - {name: queue, kind: AWS::CreateStack, params: {stackName: queue, template: queue.yaml}}
          - name: function
            kind: AWS::CreateStack
            params: {stackName: function, template: function.yaml}
          - name: alarm
            kind: AWS::CreateStack
            dependsOn: [function]
            params: {stackName: alarm, template: queue.yaml}
        """);
    Files.writeString(
        folder.resolve("queue.yaml"), "Resources: {Queue: {Type: AWS::SQS::Queue}}\n");
    Files.writeString(
        folder.resolve("function.yaml"),
        """
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties: {AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: []}}
          Function:
            Type: AWS::Lambda::Function
            Properties:
              Runtime: nodejs12.x
              Handler: index.handler
              Role: !GetAtt Role.Arn
              Code: {ZipFile: "exports.handler = async () => 1;"}
        """);
  }
}
