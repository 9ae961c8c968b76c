/** The web console: the embedded chat, and the door of the command line. */
@NullMarked
package dev.twokey.web;

import org.jspecify.annotations.NullMarked;
