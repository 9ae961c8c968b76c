/** Made-up input for everything that reads what comes from outside. */
@NullMarked
package dev.twokey.fuzz;

import org.jspecify.annotations.NullMarked;
