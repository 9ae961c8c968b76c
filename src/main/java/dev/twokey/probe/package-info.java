/** The port to systems for reading: what can be asked, and what a reading is. */
@NullMarked
package dev.twokey.probe;

import org.jspecify.annotations.NullMarked;
