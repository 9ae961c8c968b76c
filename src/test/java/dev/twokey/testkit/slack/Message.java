package dev.twokey.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A message of a channel; changed under the workspace's lock. */
final class Message {
  final String ts;
  final String user;
  final Optional<String> thread;
  String text;
  @Nullable JsonNode blocks;
  @Nullable JsonNode metadata;
  boolean edited;

  /** Who alone sees it; empty for everybody. */
  final Optional<String> onlyFor;

  final List<SlackFile> files = new ArrayList<>();
  final Set<String> reactions = new TreeSet<>();

  Message(
      String ts,
      String user,
      Optional<String> thread,
      String text,
      @Nullable JsonNode blocks,
      Optional<String> onlyFor) {
    this.ts = ts;
    this.user = user;
    this.thread = thread;
    this.text = text;
    this.blocks = blocks;
    this.onlyFor = onlyFor;
  }
}
