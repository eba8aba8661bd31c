/** Benchmarks: what a speed claim stands on. Each is one class with a main, and prints a table. */
@NullMarked
package io.coreautomation.bench;

import org.jspecify.annotations.NullMarked;
