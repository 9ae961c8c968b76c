/** What must be given before a plan may run: the team's policy and the guards that judge by it. */
@NullMarked
package dev.twokey.guard;

import org.jspecify.annotations.NullMarked;
