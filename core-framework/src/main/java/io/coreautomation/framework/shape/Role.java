package io.coreautomation.framework.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a compiler does with a field besides passing it on. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Role {
  Kind value();

  /** The roles there are. */
  enum Kind {
    /** Nothing. */
    NONE,
    /**
     * A path in the package to a CloudFormation template: checked, stored under its digest,
     * replaced by its key.
     */
    TEMPLATE,
    /** A path in the package to a JSON or YAML document, or that document itself: read in. */
    DOCUMENT,
    /** An expression, as a condition is: compiled, so that the run knows its values. */
    CONDITION,
    /** The name of a stack: cut to AWS's limit. */
    STACK_NAME,
    /** Whether what is made is protected: a teardown refuses it unless it is forced. */
    PROTECTION,
    /** Whether what is protected is removed all the same: true in a teardown that is forced. */
    FORCE
  }
}
