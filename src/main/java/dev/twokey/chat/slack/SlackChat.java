package dev.twokey.chat.slack;

import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.chat.ChatUpdateResponse;
import dev.twokey.chat.Audience;
import dev.twokey.chat.Card;
import dev.twokey.chat.ChatCapability;
import dev.twokey.chat.ChatPlatform;
import dev.twokey.chat.Conversation;
import dev.twokey.people.Account;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slack as a place where cards stand. A card's message carries its marker as metadata: after a
 * start, and after a post whose answer was lost, it is looked for before it is posted again.
 */
public final class SlackChat implements ChatPlatform {
  /** Its name in accounts and conversations. */
  public static final String NAME = "slack";

  /** Slack takes about one edit a second in a channel. */
  private static final Duration PACE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(SlackChat.class);
  private static final Set<String> GONE = Set.of("message_not_found", "cant_update_message");
  private static final Set<String> NO_PARENT =
      Set.of("cannot_reply_to_message", "thread_not_found", "restricted_action_thread_locked");
  private static final Set<String> NOT_TAKEN =
      Set.of("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long");

  private final SlackApi api;
  private final Places places;
  private final Dialogs dialogs;
  private final Uploads uploads;
  private final Whispers whispers;
  private final Rooms rooms;

  SlackChat(SlackApi api, InstantSource clock, Dialogs dialogs, Rooms rooms) {
    this.api = api;
    this.places = new Places(api, clock);
    this.dialogs = dialogs;
    this.uploads = new Uploads(api);
    this.whispers = new Whispers(api);
    this.rooms = rooms;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ChatCapability> capabilities() {
    return EnumSet.allOf(ChatCapability.class);
  }

  @Override
  public Audience audience(Conversation where) {
    return rooms
        .room(where.channel())
        .map(room -> room.isShared() ? Audience.OTHERS : Audience.OURS)
        .orElse(Audience.UNKNOWN);
  }

  @Override
  public Duration pace() {
    return PACE;
  }

  @Override
  public Posted post(Conversation where, String marker, Card card) {
    Answer<Optional<Places.Place>> found = places.find(where, marker);
    if (found instanceof Answer.Ok(var place)) {
      Posted edited =
          place
              .<Posted>map(p -> edit(new MessageRef(where, p.ts()), marker, card))
              .orElseGet(Posted.Gone::new);
      return edited instanceof Posted.Gone ? postNew(where, marker, card) : edited;
    }
    return withoutParent(where, found)
        ? post(where.top(), marker, card)
        : Refusals.posted(where, found.map(_ -> new Posted.Gone()));
  }

  /** The message under which this should stand is gone. */
  private static boolean withoutParent(Conversation where, Answer<?> answer) {
    return where.thread().isPresent()
        && answer instanceof Answer.Refused<?>(var code)
        && NO_PARENT.contains(code);
  }

  private Posted postNew(Conversation where, String marker, Card card) {
    Optional<SlackMessage> message = rooms.forRoom(where.channel(), card);
    if (message.isEmpty()) {
      return new Posted.Later("Slack did not say whose channel that is", Optional.empty());
    }
    Answer<ChatPostMessageResponse> sent = send(where, marker, message.get());
    if (withoutParent(where, sent)) {
      return post(where.top(), marker, card);
    } else if (sent instanceof Answer.Unsure<?>) {
      places.doubt(where); // so it is looked for before it is posted again
    }
    return Refusals.posted(
        where,
        sent.map(done -> {
          places.put(where, marker, new Places.Place(done.getTs(), ""));
          return stands(where, done.getTs(), marker, card, message.get());
        }));
  }

  private Answer<ChatPostMessageResponse> send(
      Conversation where, String marker, SlackMessage message) {
    Answer<ChatPostMessageResponse> answer =
        api.call(c ->
            c.chatPostMessage(r ->
                r.channel(where.channel())
                    .threadTs(where.thread().orElse(null))
                    .text(message.text())
                    .blocksAsString(message.blocks().toString())
                    .metadataAsString(Places.metadata(marker, ""))
                    .unfurlLinks(false)
                    .unfurlMedia(false)));
    if (answer instanceof Answer.Refused(var code)
        && NOT_TAKEN.contains(code)
        && !message.isBare()) {
      LOG.error("Slack does not take the card of {} ({}); its first line is sent", marker, code);
      return send(where, marker, message.bare());
    }
    return answer;
  }

  @Override
  public Posted edit(MessageRef message, String marker, Card card) {
    Optional<SlackMessage> now = rooms.forRoom(message.where().channel(), card);
    if (now.isEmpty()) {
      return new Posted.Later("Slack did not say whose channel that is", Optional.empty());
    }
    Answer<ChatUpdateResponse> updated = update(message, marker, now.get());
    if (updated instanceof Answer.Refused(var code) && GONE.contains(code)) {
      places.remove(message.where(), marker);
      return new Posted.Gone();
    }
    // where nobody knows whether it was edited, the same edit once more does no harm
    return Refusals.posted(
        message.where(),
        updated.map(_ -> stands(message.where(), message.id(), marker, card, now.get())));
  }

  private Answer<ChatUpdateResponse> update(MessageRef ref, String marker, SlackMessage message) {
    String files = places.known(ref.where(), marker).map(Places.Place::files).orElse("");
    Answer<ChatUpdateResponse> answer =
        api.call(c ->
            c.chatUpdate(r ->
                r.channel(ref.where().channel())
                    .ts(ref.id())
                    .text(message.text())
                    .blocksAsString(message.blocks().toString())
                    .metadataAsString(Places.metadata(marker, files))));
    if (answer instanceof Answer.Refused(var code)
        && NOT_TAKEN.contains(code)
        && !message.isBare()) {
      LOG.error("Slack does not take the card of {} ({}); its first line is sent", marker, code);
      return update(ref, marker, message.bare());
    }
    return answer;
  }

  /** The message stands; what did not fit goes into its thread, once for each content. */
  private Posted stands(
      Conversation where, String ts, String marker, Card card, SlackMessage message) {
    dialogs.put(where.channel(), ts, card);
    Conversation thread = thread(where, ts);
    String before = places.known(where, marker).map(Places.Place::files).orElse("");
    String wanted = message.digest();
    if (!wanted.isEmpty() && !wanted.equals(before)) {
      for (SlackMessage.Attached file : message.files()) {
        if (uploads.attach(thread, marker + "/" + wanted, file.name(), file.text())
            instanceof Posted.Later later) {
          return later;
        }
      }
      places.put(where, marker, new Places.Place(ts, wanted));
      // so that it is known after a new start; without it the file would come once more then
      update(new MessageRef(where, ts), marker, message);
    } else if (places.known(where, marker).isEmpty()) {
      places.put(where, marker, new Places.Place(ts, before));
    }
    return new Posted.Done(new MessageRef(where, ts), thread);
  }

  private static Conversation thread(Conversation where, String ts) {
    return where.thread().isPresent()
        ? where
        : new Conversation(NAME, where.channel(), Optional.of(ts));
  }

  @Override
  public Posted whisper(Conversation where, Account to, String text) {
    return whispers.whisper(where, to, text);
  }

  @Override
  public Posted attach(Conversation where, String marker, String fileName, String text) {
    return uploads.attach(where, marker, fileName, text);
  }
}
