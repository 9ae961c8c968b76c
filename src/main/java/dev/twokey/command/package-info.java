/** Slash commands as data: the catalog that teams write, and the reading of what people type. */
@NullMarked
package dev.twokey.command;

import org.jspecify.annotations.NullMarked;
