package io.coreautomation.deployspec.handler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Digest;
import java.util.List;

/**
 * What came out of a compilation.
 *
 * @param listDigest of the action list, which is stored
 * @param actions how many it has
 * @param notes what the author should know, though nothing is wrong
 */
public record DeployspecAnswer(Digest listDigest, int actions, List<ObjectNode> notes) {
  public DeployspecAnswer {
    notes = List.copyOf(notes);
  }
}
