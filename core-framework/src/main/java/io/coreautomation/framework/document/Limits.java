package io.coreautomation.framework.document;

/**
 * How much of a document is read: documents are untrusted input.
 *
 * @param characters of text; 1 MB is CloudFormation's limit for a template by URL
 * @param nodes after aliases are followed
 * @param depth of nesting
 * @param aliases of lists and maps
 */
public record Limits(int characters, int nodes, int depth, int aliases) {
  public static final Limits DEFAULT = new Limits(4 * 1024 * 1024, 500_000, 100, 1_000);
}
