package dev.twokey.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Slack has stored. One lock for all of it: callers synchronise on this object. */
final class Workspace {
  static final String TEAM = "T0TEAM0001";
  static final String APP = "A0TWOKEY01";
  static final String BOT_USER = "U0TWOKEY01";
  static final String BOT = "B0TWOKEY01";

  final Map<String, SlackUser> users = new LinkedHashMap<>();
  final Map<String, Room> rooms = new LinkedHashMap<>();
  final Map<String, SlackFile> files = new LinkedHashMap<>();

  /** The modal that each person has open. */
  final Map<String, Modal> modals = new HashMap<>();

  private final Map<String, Trigger> triggers = new HashMap<>();
  private final Duration triggerLife;
  private long lastTs;
  private int next = 1;

  /** An open modal. */
  record Modal(String id, String hash, JsonNode view) {}

  private record Trigger(String user, Instant made, boolean used) {}

  Workspace(Duration triggerLife) {
    this.triggerLife = triggerLife;
    users.put(BOT_USER, new SlackUser(BOT_USER, TEAM, "twokey", SlackUser.Kind.BOT));
  }

  /** Returns a fresh id such as {@code F0000000007}. */
  synchronized String id(String prefix) {
    return prefix + String.format("%010d", next++);
  }

  /** Returns a time stamp that no message has. */
  synchronized String ts() {
    Instant now = Instant.now();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    lastTs = Math.max(micros, lastTs + 1);
    return String.format("%d.%06d", lastTs / 1_000_000, lastTs % 1_000_000);
  }

  synchronized Room room(String id) {
    @Nullable Room room = rooms.get(id);
    if (room == null) {
      throw new ApiError("channel_not_found");
    }
    return room;
  }

  synchronized SlackUser user(String id) {
    @Nullable SlackUser user = users.get(id);
    if (user == null) {
      throw new ApiError("user_not_found");
    }
    return user;
  }

  /** Adds a message at the end of a channel. */
  synchronized Message add(
      Room room,
      String user,
      Optional<String> thread,
      String text,
      @Nullable JsonNode blocks,
      Optional<String> onlyFor) {
    Message message = new Message(ts(), user, thread, text, blocks, onlyFor);
    room.messages.add(message);
    return message;
  }

  /** Makes a trigger for something that a person did; the same press has the same. */
  synchronized String trigger(String user, String delivery) {
    String id = Integer.toUnsignedString((user + delivery).hashCode()) + ".1.x";
    triggers.put(id, new Trigger(user, Instant.now(), false));
    return id;
  }

  /** Uses a trigger up; returns whose it is. */
  synchronized String exchange(String id) {
    @Nullable Trigger trigger = triggers.get(id);
    if (trigger == null) {
      throw new ApiError("invalid_trigger_id");
    } else if (trigger.used()) {
      throw new ApiError("exchanged_trigger_id");
    } else if (trigger.made().plus(triggerLife).isBefore(Instant.now())) {
      throw new ApiError("expired_trigger_id");
    }
    triggers.put(id, new Trigger(trigger.user(), trigger.made(), true));
    return trigger.user();
  }
}
