package dev.twokey.chat.slack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.slack.api.model.Conversation;
import dev.twokey.chat.Card;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Slack says of channels: whether the bot is in, and whether others read along. */
final class Rooms {
  private static final Duration REMEMBERED = Duration.ofMinutes(2);

  private final SlackApi api;
  private final Cache<String, Room> known =
      Caffeine.newBuilder().maximumSize(5_000).expireAfterWrite(REMEMBERED).build();

  /**
   * A channel.
   *
   * @param isMember whether the bot is in it
   * @param isShared whether people of another organisation read it
   */
  record Room(boolean isMember, boolean isShared) {}

  Rooms(SlackApi api) {
    this.api = api;
  }

  /** Returns a channel; empty if Slack does not say. */
  Optional<Room> room(String channel) {
    @Nullable Room room = known.getIfPresent(channel);
    if (room != null) {
      return Optional.of(room);
    }
    Optional<Room> asked =
        switch (api.call(c -> c.conversationsInfo(r -> r.channel(channel)))) {
          case Answer.Ok(var info) -> Optional.of(of(info.getChannel()));
          case Answer.Refused(var code) when code.equals("channel_not_found") ->
              Optional.of(new Room(false, false));
          case Answer.Refused(_), Answer.Later(_, _), Answer.Unsure(_) -> Optional.empty();
        };
    // a channel without the bot is asked again: somebody may just have invited it
    asked.filter(Room::isMember).ifPresent(r -> known.put(channel, r));
    return asked;
  }

  private static Room of(Conversation channel) {
    boolean direct = channel.isIm() || channel.isMpim();
    return new Room(
        channel.isMember() || direct, channel.isExtShared() || channel.isPendingExtShared());
  }

  /** Returns how a card looks in a channel: where others read along it says nothing. */
  Optional<SlackMessage> forRoom(String channel, Card card) {
    return room(channel).map(room -> room.isShared() ? closed() : SlackCards.render(card));
  }

  private static SlackMessage closed() {
    String text =
        "The answer is not shown here: this channel is shared with another organisation."
            + " Ask in a channel of the team alone, or look into the console.";
    return new SlackMessage(text, Blocks.array().add(new RichText().text(text).block()), List.of());
  }
}
