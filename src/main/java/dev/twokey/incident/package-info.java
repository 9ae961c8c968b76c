/** The incident, the channel it is bound to, the locks on targets, and the halt switch. */
@NullMarked
package dev.twokey.incident;

import org.jspecify.annotations.NullMarked;
