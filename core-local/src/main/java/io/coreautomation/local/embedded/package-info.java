/**
 * The whole platform in one process: the handlers that Lambda loads, the state machine under its
 * interpreter, the registry in SQLite, objects in a folder, and the twin or an endpoint in the
 * place of AWS. It wires; it decides nothing.
 */
@NullMarked
package io.coreautomation.local.embedded;

import org.jspecify.annotations.NullMarked;
