package io.coreautomation.simulator.cloudformation;

import io.coreautomation.simulator.client.Caller;
import io.coreautomation.simulator.client.Operations;
import io.coreautomation.simulator.client.ServiceTwin;
import io.coreautomation.simulator.cloudformation.changeset.ChangeSets;
import io.coreautomation.simulator.cloudformation.stack.StackOperations;
import io.coreautomation.simulator.cloudformation.stack.StackShelf;
import io.coreautomation.simulator.cloudformation.stackset.StackSets;
import io.coreautomation.simulator.iam.Need;
import io.coreautomation.simulator.world.TwinWorld;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/** The twin of CloudFormation. */
public final class CloudFormationTwin implements ServiceTwin {
  private final Operations operations = new Operations();

  private CloudFormationTwin(TwinWorld world) {
    var shelf = StackShelf.of(world);
    var stacks = new StackOperations(world);
    new StackCalls(world, stacks).register(operations);
    new StackReads(world, shelf).register(operations);
    var changeSets = new ChangeSets(world, shelf, stacks);
    new ChangeSetCalls(world, shelf, stacks, changeSets).register(operations);
    new TemplateCalls(world, shelf, stacks, changeSets).register(operations);
    new SettingsCalls(world, shelf, stacks).register(operations);
    new DriftCalls(world, stacks).register(operations);
    new StackSetCalls(stacks, new StackSets(world, shelf, stacks)).register(operations);
  }

  public static CloudFormationTwin of(TwinWorld world) {
    return world.part(CloudFormationTwin.class, CloudFormationTwin::new);
  }

  @Override
  public Class<? extends SdkClient> clientType() {
    return CloudFormationClient.class;
  }

  @Override
  public String name() {
    return "cloudformation";
  }

  @Override
  public String sdkName() {
    return "CloudFormation";
  }

  @Override
  public Optional<Streaming<AwsRequest>> operation(Class<? extends AwsRequest> request) {
    return operations.of(request);
  }

  @Override
  public Set<String> permissions(String operation, AwsRequest request) {
    return CloudFormationNeeds.permissions(name() + ":" + operation, request);
  }

  @Override
  public Need need(Caller caller, String action, AwsRequest request) {
    return CloudFormationNeeds.of(caller, action, request);
  }

  @Override
  public AwsServiceException.Builder exception() {
    return CloudFormationException.builder();
  }
}
