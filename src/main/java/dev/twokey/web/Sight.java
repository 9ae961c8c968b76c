package dev.twokey.web;

import java.util.List;

/**
 * What a page of a channel shows, or what changed of it.
 *
 * @param version up to which it is right
 * @param since from which version it counts
 * @param everything whether {@code threads} are all there are, not only the changed ones
 * @param threads oldest first
 * @param notices all of this person's in this channel
 * @param noticesChanged after {@code since}
 * @param elsewhere whether another channel got something new
 */
record Sight(
    long version,
    long since,
    boolean everything,
    List<Message.Threaded> threads,
    List<Notice> notices,
    boolean noticesChanged,
    boolean elsewhere) {
  Sight {
    threads = List.copyOf(threads);
    notices = List.copyOf(notices);
  }
}
