/**
 * A process that starts, stops, kills, freezes and inspects the lab's units, and keeps its timers.
 *
 * <p>The protocol of its socket is described in {@code deploy/lab/README.md}.
 */
@NullMarked
package dev.twokey.lab.supervisor;

import org.jspecify.annotations.NullMarked;
