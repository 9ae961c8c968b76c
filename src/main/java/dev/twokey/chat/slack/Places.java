package dev.twokey.chat.slack;

import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import dev.twokey.chat.Conversation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which message has which marker. Each of ours carries its marker as message metadata, so that a
 * conversation is read once after a start, and again after a post of which nobody knows whether it
 * stands there. Safe for threads; calls for one channel come one at a time.
 */
final class Places {
  /** The name under which our metadata lies. */
  static final String EVENT = "twokey_card";

  private static final String MARKER = "marker";
  private static final String FILES = "files";
  private static final Duration HORIZON = Duration.ofHours(25);
  private static final int PAGE = 200;
  private static final int PAGES_MAX = 25;
  private static final int PLACES_MAX = 20_000;

  private final SlackApi api;
  private final InstantSource clock;
  private final Map<Key, Place> places = new HashMap<>();
  private final Set<Conversation> read = new HashSet<>();

  private record Key(Conversation where, String marker) {}

  /**
   * Where a card stands.
   *
   * @param ts its time stamp
   * @param files which files were attached for it, as a digest; empty for none
   */
  record Place(String ts, String files) {}

  Places(SlackApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  /** Returns where a card stands; empty if nowhere. Reads the conversation if that is needed. */
  Answer<Optional<Place>> find(Conversation where, String marker) {
    synchronized (this) {
      @Nullable Place place = places.get(new Key(where, marker));
      if (place != null || read.contains(where)) {
        return new Answer.Ok<>(Optional.ofNullable(place));
      }
    }
    return read(where)
        .map(_ -> {
          synchronized (this) {
            read.add(where);
            return Optional.ofNullable(places.get(new Key(where, marker)));
          }
        });
  }

  /** Returns where a card stands, as far as that is known. */
  synchronized Optional<Place> known(Conversation where, String marker) {
    return Optional.ofNullable(places.get(new Key(where, marker)));
  }

  synchronized void put(Conversation where, String marker, Place place) {
    if (places.size() >= PLACES_MAX) {
      places.clear();
      read.clear();
    }
    places.put(new Key(where, marker), place);
  }

  synchronized void remove(Conversation where, String marker) {
    places.remove(new Key(where, marker));
  }

  /** A post may stand there: the conversation is read before the next one. */
  synchronized void doubt(Conversation where) {
    read.remove(where);
  }

  /** Returns the metadata of a card's message. */
  static String metadata(String marker, String files) {
    return Blocks.object()
        .put("event_type", EVENT)
        .set("event_payload", Blocks.object().put(MARKER, marker).put(FILES, files))
        .toString();
  }

  private Answer<String> read(Conversation where) {
    Instant since = clock.instant().minus(HORIZON);
    Answer<String> next = new Answer.Ok<>("");
    for (int page = 0; page < PAGES_MAX; page++) {
      next =
          next.then(cursor -> page(where, since, cursor))
              .map(got -> {
                got.messages().forEach(message -> keep(where, message));
                return got.next();
              });
      if (!(next instanceof Answer.Ok(var cursor)) || cursor.isEmpty()) {
        return next;
      }
    }
    return next;
  }

  private record Page(List<Message> messages, String next) {}

  private Answer<Page> page(Conversation where, Instant since, String cursor) {
    String oldest = since.getEpochSecond() + ".000000";
    if (where.thread().isPresent()) {
      return api.call(c ->
              c.conversationsReplies(r ->
                  r.channel(where.channel())
                      .ts(where.thread().get())
                      .limit(PAGE)
                      .includeAllMetadata(true)
                      .cursor(cursor)))
          .map(r -> new Page(messages(r.getMessages()), next(r.getResponseMetadata())));
    }
    return api.call(c ->
            c.conversationsHistory(r ->
                r.channel(where.channel())
                    .oldest(oldest)
                    .limit(PAGE)
                    .includeAllMetadata(true)
                    .cursor(cursor)))
        .map(r -> new Page(messages(r.getMessages()), next(r.getResponseMetadata())));
  }

  private static List<Message> messages(@Nullable List<Message> messages) {
    return messages == null ? List.of() : messages;
  }

  private static String next(@Nullable ResponseMetadata metadata) {
    return metadata == null || metadata.getNextCursor() == null ? "" : metadata.getNextCursor();
  }

  private synchronized void keep(Conversation where, Message message) {
    Message.@Nullable Metadata metadata = message.getMetadata();
    if (metadata == null
        || !EVENT.equals(metadata.getEventType())
        || metadata.getEventPayload() == null) {
      return;
    }
    Object marker = metadata.getEventPayload().get(MARKER);
    Object files = metadata.getEventPayload().get(FILES);
    boolean inThread =
        message.getThreadTs() != null && !message.getThreadTs().equals(message.getTs());
    if (marker instanceof String text && inThread == where.thread().isPresent()) {
      places.putIfAbsent(
          new Key(where, text),
          new Place(message.getTs(), files instanceof String digest ? digest : ""));
    }
  }
}
