/** Measures what the design promises in numbers; never a timed test. */
@NullMarked
package dev.twokey.bench;

import org.jspecify.annotations.NullMarked;
