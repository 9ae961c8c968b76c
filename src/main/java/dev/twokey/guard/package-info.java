/** The rules a plan must pass: policy, guards and their verdicts. */
@NullMarked
package dev.twokey.guard;

import org.jspecify.annotations.NullMarked;
