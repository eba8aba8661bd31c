package io.coreautomation.framework.document;

/** Which extensions of YAML a document may use. */
public enum Dialect {
  /** Our own files: anchors and merge keys ({@code <<}); no tags. */
  PACKAGE,
  /**
   * CloudFormation templates: its short tags ({@code !Ref}, {@code !Sub}, …), turned into their
   * long form.
   */
  CLOUDFORMATION
}
