/**
 * What the command line finds around it: the terminal, the folder it was called in, the streams. It
 * is read once, at the start; nothing deeper looks at the process or its environment.
 */
@NullMarked
package io.coreautomation.cli.edge;

import org.jspecify.annotations.NullMarked;
