package io.coreautomation.execute.kind.ec2;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of EC2. */
public final class Ec2Kinds {
  private Ec2Kinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(
        new CreateImage(),
        new CopyImage(),
        new DeleteImage(),
        new ShareImage(),
        new DuplicateImageToAccount(),
        new DeleteSecurityGroupEnis());
  }
}
