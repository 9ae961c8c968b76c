/** What can go wrong, told so that a person can act: codes, places in files, limits, secrets. */
@NullMarked
package dev.twokey.problem;

import org.jspecify.annotations.NullMarked;
