/** The port to systems for changing: what can be done, its preview and its outcome. */
@NullMarked
package dev.twokey.action;

import org.jspecify.annotations.NullMarked;
