/**
 * The deterministic simulator: whole histories of people, replicas, faults and targets on one
 * thread, from one seed, with the invariants checked after every turn.
 */
@NullMarked
package dev.twokey.sim;

import org.jspecify.annotations.NullMarked;
