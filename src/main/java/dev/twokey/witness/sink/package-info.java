/** Where heads of the journal are noted: a file, a Git repository, a log host, an HTTP system. */
@NullMarked
package dev.twokey.witness.sink;

import org.jspecify.annotations.NullMarked;
