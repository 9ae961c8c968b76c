/** Slack: cards as blocks, Socket Mode, the Web API. Only this package knows Bolt. */
@NullMarked
package dev.twokey.chat.slack;

import org.jspecify.annotations.NullMarked;
