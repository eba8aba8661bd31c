package io.coreautomation.simulator.cloudformation.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What the names in an expression stand for. */
public interface Scope {
  /**
   * The value of a parameter, pseudo parameter or resource, a missing node for {@code
   * AWS::NoValue}, or null if nothing has this name.
   */
  @Nullable JsonNode ref(String name);

  /** An attribute of a resource. */
  JsonNode attribute(String logicalId, String attribute);

  /** Whether a condition of the template holds. */
  boolean condition(String name);

  /** The Mappings block. */
  JsonNode mappings();

  /**
   * The value of an export of the account and region.
   *
   * @throws NoExport if there is none
   */
  String export(String name);

  /** The name of the region. */
  String region();

  /** Whether functions of AWS::LanguageExtensions are known. */
  boolean languageExtensions();

  /** An export that is imported but not there. It fails a stack, not a call. */
  final class NoExport extends RuntimeException {
    public NoExport(String name) {
      super("No export named " + name + " found.");
    }
  }
}
