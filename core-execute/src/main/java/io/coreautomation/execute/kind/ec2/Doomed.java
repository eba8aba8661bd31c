package io.coreautomation.execute.kind.ec2;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * An image that is to go, with the snapshots that it is made of. Once it is gone nobody can tell
 * which those were: so this is written down before anything is deleted.
 */
record Doomed(String imageId, List<String> snapshotIds) {
  static Doomed of(Image image) {
    return new Doomed(image.imageId(), Images.snapshots(image));
  }

  /**
   * Deletes what is left of it.
   *
   * @return the snapshots that other images are made of, which stay
   */
  List<String> delete(Images images) {
    images.deregister(imageId);
    var kept = new ArrayList<String>();
    for (var snapshot : snapshotIds) {
      if (!images.deleteSnapshot(snapshot)) {
        kept.add(snapshot);
      }
    }
    return kept;
  }
}
