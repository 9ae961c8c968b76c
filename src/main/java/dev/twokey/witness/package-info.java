/** What is noted of the journal's head, so that a rewritten or older journal can be told. */
@NullMarked
package dev.twokey.witness;

import org.jspecify.annotations.NullMarked;
