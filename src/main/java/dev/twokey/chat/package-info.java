/** The one message model and the port to chat platforms. */
@NullMarked
package dev.twokey.chat;

import org.jspecify.annotations.NullMarked;
