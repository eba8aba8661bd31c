/**
 * HTTP without a server: requests, answers, problems (RFC 9457) and the table of routes, from which
 * the Lambda, the local server and the documentation follow.
 */
@NullMarked
package io.coreautomation.api.route;

import org.jspecify.annotations.NullMarked;
