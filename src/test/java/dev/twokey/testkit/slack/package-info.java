/**
 * A fake of Slack over real HTTP and WebSockets, written from Slack's public documentation. It
 * rejects what Slack rejects, with Slack's own error codes, and can be told to misbehave.
 */
@NullMarked
package dev.twokey.testkit.slack;

import org.jspecify.annotations.NullMarked;
