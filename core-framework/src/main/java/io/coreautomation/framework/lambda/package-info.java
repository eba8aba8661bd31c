/**
 * What every Lambda handler shares: reading a request, writing an answer, the one form in which a
 * layer says what was wrong, and the settings of the platform. It knows no layer and no AWS client.
 */
@NullMarked
package io.coreautomation.framework.lambda;

import org.jspecify.annotations.NullMarked;
