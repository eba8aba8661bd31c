/** Reports: what a run did, as one document for machines and one for people, beside its state. */
@NullMarked
package io.coreautomation.execute.report;

import org.jspecify.annotations.NullMarked;
