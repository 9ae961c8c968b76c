/** Which checks to run, and what the readings mean. */
@NullMarked
package dev.twokey.diagnosis;

import org.jspecify.annotations.NullMarked;
