package dev.twokey.incident;

import dev.twokey.chat.Conversation;
import dev.twokey.engine.Family;
import dev.twokey.engine.NoInput;
import dev.twokey.engine.PassiveDecider;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which incident a channel is bound to.
 *
 * @param incident its id
 * @param environment of the incident
 */
public record Channel(Optional<String> incident, Optional<String> environment) {
  /** The family of channel streams. */
  public static final Family<Channel, NoInput, ChannelEvent, Object> FAMILY =
      new Family<>(
          new EventFamily(
              "channel",
              Map.of(
                  "channel.bound.1", ChannelEvent.IncidentBound.class,
                  "channel.left.1", ChannelEvent.IncidentLeft.class)),
          NoInput.class,
          ChannelEvent.class,
          new Rules(),
          Object::new);

  /** Returns the stream of a conversation's channel. */
  public static StreamId stream(Conversation where) {
    return new StreamId("channel", where.top().toString());
  }

  private static final class Rules extends PassiveDecider<Channel, ChannelEvent> {
    @Override
    public Channel initial(StreamId stream) {
      return new Channel(Optional.empty(), Optional.empty());
    }

    @Override
    public Channel evolve(Channel state, ChannelEvent event, Instant at) {
      return switch (event) {
        case ChannelEvent.IncidentBound(var incident, var environment) ->
            new Channel(Optional.of(incident), Optional.of(environment));
        case ChannelEvent.IncidentLeft _ -> new Channel(Optional.empty(), Optional.empty());
      };
    }

    @Override
    public boolean isClosed(Channel state) {
      return state.incident().isEmpty();
    }
  }
}
