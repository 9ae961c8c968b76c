/** Twokey: an incident bot that changes nothing until a second person turns a second key. */
@NullMarked
package dev.twokey;

import org.jspecify.annotations.NullMarked;
