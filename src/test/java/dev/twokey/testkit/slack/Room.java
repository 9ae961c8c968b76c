package dev.twokey.testkit.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A channel; changed under the workspace's lock. */
final class Room {
  final String id;
  final String name;
  final Set<String> members = new TreeSet<>();
  boolean sharedWithOthers;
  boolean archived;

  /** All messages in the order of their times, replies too. */
  final List<Message> messages = new ArrayList<>();

  Room(String id, String name) {
    this.id = id;
    this.name = name;
  }

  Optional<Message> message(String ts) {
    return messages.stream().filter(m -> m.ts.equals(ts) && m.onlyFor.isEmpty()).findFirst();
  }
}
