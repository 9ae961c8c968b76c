/** Typed CEL conditions with three values: true, false and can't tell. */
@NullMarked
package dev.twokey.condition;

import org.jspecify.annotations.NullMarked;
