/** Proves from the record alone what it can: checkpoints, witnesses, and the two keys (I2). */
@NullMarked
package dev.twokey.audit;

import org.jspecify.annotations.NullMarked;
