package io.coreautomation.infra;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * The artefact bucket of a further target region: Lambda code and templates must lie where they are
 * used.
 */
public final class RegionStack extends Stack {
  public RegionStack(Construct scope, String id, StackProps props, Platform platform) {
    super(scope, id, props);
    new ArtefactBucket(this, platform, ArtefactBucket.key(this, platform));
  }
}
