/**
 * The root of trust: who may act, what is asked of them and how systems are reached. What widens
 * power is inert until two people, or the host, accept it.
 */
@NullMarked
package dev.twokey.trust;

import org.jspecify.annotations.NullMarked;
