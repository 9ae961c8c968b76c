/** Game days: a drill as a plan with its undo, and the grade it gets. */
@NullMarked
package dev.twokey.gameday;

import org.jspecify.annotations.NullMarked;
