/** The Lambda function behind API Gateway: its proxy events to requests and back. */
@NullMarked
package io.coreautomation.api.handler;

import org.jspecify.annotations.NullMarked;
