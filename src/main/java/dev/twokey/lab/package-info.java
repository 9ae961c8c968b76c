/**
 * The demo's small world: the command that brings it up, and the definition of what runs in it.
 *
 * <p>Nothing else of Twokey imports this package; connectors reach the lab through its socket only.
 */
@NullMarked
package dev.twokey.lab;

import org.jspecify.annotations.NullMarked;
