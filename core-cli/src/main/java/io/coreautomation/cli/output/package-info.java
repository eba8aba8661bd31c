/**
 * What is printed, and how: text for people, one JSON or YAML document for machines. Data goes to
 * stdout, talk to stderr.
 */
@NullMarked
package io.coreautomation.cli.output;

import org.jspecify.annotations.NullMarked;
