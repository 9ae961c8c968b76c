/** Which checks to read, and which causes hold on what was read. */
@NullMarked
package dev.twokey.diagnosis;

import org.jspecify.annotations.NullMarked;
