/**
 * Where a deployment stands among clients, portfolios, apps, branches and builds; its PRN; and
 * names cut to fit the limits of AWS.
 */
@NullMarked
package io.coreautomation.framework.coordinates;

import org.jspecify.annotations.NullMarked;
