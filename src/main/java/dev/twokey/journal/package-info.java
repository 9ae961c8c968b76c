/** The one truth: events, the hash chain over them, and the ports to storage. */
@NullMarked
package dev.twokey.journal;

import org.jspecify.annotations.NullMarked;
