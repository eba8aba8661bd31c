package io.coreautomation.execute.kind.s3;

import io.coreautomation.execute.kind.ActionHandler;
import java.util.List;

/** The kinds of S3. */
public final class S3Kinds {
  private S3Kinds() {}

  public static List<ActionHandler<?>> all() {
    return List.of(new EmptyBucket(), new UploadContext());
  }
}
