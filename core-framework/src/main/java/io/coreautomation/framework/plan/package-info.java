/**
 * Plans: what a list of actions would do to the world as it was when somebody looked, in a document
 * that is named by its digest. This package owns the document; who makes, keeps and carries plans
 * out is elsewhere.
 */
@NullMarked
package io.coreautomation.framework.plan;

import org.jspecify.annotations.NullMarked;
