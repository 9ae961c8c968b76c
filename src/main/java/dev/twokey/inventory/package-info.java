/** Environments and what they contain; the only place that knows addresses and secrets. */
@NullMarked
package dev.twokey.inventory;

import org.jspecify.annotations.NullMarked;
