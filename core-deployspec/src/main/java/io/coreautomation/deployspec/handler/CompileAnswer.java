package io.coreautomation.deployspec.handler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coreautomation.framework.json.Digest;
import java.util.List;

/**
 * What a compilation came to.
 *
 * @param notes what the author should know, though nothing is wrong
 */
public record CompileAnswer(Digest listDigest, int actions, List<ObjectNode> notes) {}
