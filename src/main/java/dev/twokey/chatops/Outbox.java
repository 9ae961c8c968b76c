package dev.twokey.chatops;

import static java.util.Objects.requireNonNull;

import dev.twokey.chat.Audience;
import dev.twokey.chat.Card;
import dev.twokey.chat.ChatCapability;
import dev.twokey.chat.ChatPlatform;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Tone;
import dev.twokey.chatops.ChannelQueue.Pending;
import dev.twokey.chatops.ChannelQueue.Turn;
import dev.twokey.chatops.Deliveries.Delivered;
import dev.twokey.engine.Runner;
import dev.twokey.journal.Chain;
import dev.twokey.journal.StreamId;
import dev.twokey.people.Account;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings cards to their channels: in order, one at a time for each channel, the newest state of a
 * card only. Chat shows what is stored, never more (I10): while a platform is down its cards wait,
 * and afterwards each is shown once. After a start what is shown already is left alone. Safe for
 * threads.
 */
public final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final Map<String, ChatPlatform> platforms = new LinkedHashMap<>();
  private final Runner runner;
  private final InstantSource clock;
  private final Deliveries durable;
  private final Deliveries passing = Deliveries.inMemory();
  private final Map<Conversation, ChannelQueue> queues = new HashMap<>();
  private final Set<String> sending = new HashSet<>();
  private volatile Screen screen = (_, _, _) -> Optional.empty();

  /** Says why a card of an environment can't be shown somewhere. */
  public interface Screen {
    /** Returns why not; empty if it can. */
    Optional<Problem> hides(String environment, Conversation where, Audience audience);
  }

  /**
   * Makes an empty one.
   *
   * @param durable what stands on the platforms that remember
   */
  public Outbox(Runner runner, InstantSource clock, Deliveries durable) {
    this.runner = runner;
    this.clock = clock;
    this.durable = durable;
  }

  /** Adds a platform; called before anything is shown. */
  public synchronized void add(ChatPlatform platform) {
    platforms.put(platform.name(), platform);
  }

  /** Asks this before each card; called before anything is shown. */
  public void behind(Screen asked) {
    screen = asked;
  }

  /** Returns who reads along in a channel; a platform that is not connected can't be asked. */
  public Audience audience(Conversation where) {
    ChatPlatform platform;
    synchronized (this) {
      platform = platforms.get(where.platform());
    }
    return platform == null ? Audience.UNKNOWN : platform.audience(where);
  }

  /** Shows the newest card of a stream. */
  public void show(StreamId stream, Conversation where, Card card) {
    put(where.top(), stream.toString(), new Pending.OfCard(where, card, true));
  }

  /** Shows a card in the place of the one that is shown; where none is, none is posted any more. */
  public void replace(StreamId stream, Conversation where, Card card) {
    put(where.top(), stream.toString(), new Pending.OfCard(where, card, false));
  }

  /** Attaches a file. */
  public void attach(Conversation where, String marker, String name, String text) {
    put(where.top(), marker, new Pending.OfFile(where, name, text));
  }

  /** Tells something to one person, who can ask again: it is tried once. */
  public void whisper(Conversation where, Account to, String text) {
    ChatPlatform platform;
    synchronized (this) {
      platform = platforms.get(where.platform());
    }
    if (platform != null) {
      runner.start("whisper in " + where, () -> platform.whisper(where, to, text));
    }
  }

  /** Returns whether the newest card of a stream is shown: nothing of it waits or is under way. */
  public synchronized boolean isShown(StreamId stream) {
    String marker = stream.toString();
    return !sending.contains(marker) && queues.values().stream().noneMatch(q -> q.waits(marker));
  }

  private void put(Conversation channel, String marker, Pending pending) {
    boolean begin;
    synchronized (this) {
      ChatPlatform platform = platforms.get(channel.platform());
      if (platform == null) {
        return; // a channel of a platform that is not connected, such as the terminal's
      }
      ChannelQueue queue = queues.computeIfAbsent(channel, _ -> new ChannelQueue());
      if (!queue.waits(marker) && !sending.contains(marker) && stands(platform, marker, pending)) {
        return;
      }
      begin = queue.add(marker, pending);
    }
    if (begin) {
      begin(channel);
    }
  }

  private boolean stands(ChatPlatform platform, String marker, Pending pending) {
    return pending instanceof Pending.OfCard card
        && shown(platform).of(marker).filter(d -> d.digest().equals(digest(card))).isPresent();
  }

  private Deliveries shown(ChatPlatform platform) {
    return remembers(platform) ? durable : passing;
  }

  private static boolean remembers(ChatPlatform platform) {
    return platform.capabilities().contains(ChatCapability.MEMORY);
  }

  private static String digest(Pending.OfCard card) {
    return Chain.digest("", card.where() + " " + card.card());
  }

  private void begin(Conversation channel) {
    runner.start("outbox " + channel, () -> drain(channel));
  }

  private void drain(Conversation channel) {
    Optional<Turn> turn;
    do {
      ChatPlatform platform;
      synchronized (this) {
        platform = requireNonNull(platforms.get(channel.platform()), channel::platform);
        turn = take(channel, platform);
      }
      turn.ifPresent(t -> send(channel, platform, t));
    } while (turn.isPresent());
  }

  /** Takes what is next; if that is nothing, sees to it that somebody comes back in time. */
  private Optional<Turn> take(Conversation channel, ChatPlatform platform) {
    ChannelQueue queue = queue(channel);
    Deliveries shown = shown(platform);
    Optional<Turn> turn = queue.take(clock.instant(), marker -> shown.of(marker).isPresent());
    turn.ifPresent(t -> sending.add(t.marker()));
    if (turn.isEmpty()) {
      queue.rest().ifPresent(when -> runner.at(when, () -> wake(channel)));
    }
    return turn;
  }

  private void wake(Conversation channel) {
    boolean begin;
    synchronized (this) {
      begin = queue(channel).woke();
    }
    if (begin) {
      begin(channel);
    }
  }

  private ChannelQueue queue(Conversation channel) {
    return requireNonNull(queues.get(channel), channel::toString);
  }

  private void send(Conversation channel, ChatPlatform platform, Turn turn) {
    String marker = turn.marker();
    Optional<Delivered> before = shown(platform).of(marker);
    if (before.isEmpty() && turn.pending() instanceof Pending.OfCard(_, _, var anew) && !anew) {
      synchronized (this) {
        sending.remove(marker);
      }
      return; // there is nothing to replace
    }
    ChatPlatform.Posted result =
        switch (turn.pending()) {
          case Pending.OfCard(var where, var card, _) when before.isPresent() ->
              platform.edit(before.get().message(), marker, seen(platform, where, card));
          case Pending.OfCard(var where, var card, _) ->
              platform.post(where, marker, seen(platform, where, card));
          case Pending.OfFile(var where, var name, var text) ->
              platform.attach(where, marker, name, text);
        };
    synchronized (this) {
      sending.remove(marker);
      switch (result) {
        case ChatPlatform.Posted.Done(var message, _) -> {
          if (turn.pending() instanceof Pending.OfCard card) {
            shown(platform).put(marker, new Delivered(message, digest(card)));
          }
          queue(channel).sent(clock.instant(), platform.pace());
        }
        case ChatPlatform.Posted.Gone _ -> before.ifPresent(b -> anew(channel, platform, turn, b));
        case ChatPlatform.Posted.Later(var why, var millis) -> {
          LOG.warn("{} can't show {} now: {}", platform.name(), marker, why);
          queue(channel).putBack(turn);
          queue(channel).pause(clock.instant(), millis.map(Duration::ofMillis));
        }
      }
    }
  }

  /** Somebody deleted a card: it comes back, and that it was deleted is said beside it. */
  private void anew(Conversation channel, ChatPlatform platform, Turn turn, Delivered before) {
    LOG.info("the card of {} was deleted; it is posted anew", turn.marker());
    shown(platform).remove(turn.marker());
    ChannelQueue queue = queue(channel);
    queue.putBack(turn);
    if (turn.pending() instanceof Pending.OfCard(var where, var card, var anew)
        && anew
        && remembers(platform)) {
      queue.add(
          turn.marker() + "/anew/" + before.message().id(),
          new Pending.OfCard(where, deleted(card), true));
    }
  }

  private static Card deleted(Card card) {
    return new CardDraft(card.environment(), Tone.ATTENTION, card.title(), "posted anew")
        .says("Somebody deleted the card that stood here. It is on record all the same.")
        .done();
  }

  /** Returns the card, or what is told where it can't be shown. */
  private Card seen(ChatPlatform platform, Conversation where, Card card) {
    return card.environment()
        .flatMap(tag -> screen.hides(tag.name(), where, platform.audience(where)))
        .map(why -> hidden(card, why))
        .orElse(card);
  }

  private static Card hidden(Card card, Problem why) {
    return new CardDraft(card.environment(), Tone.BAD, "Not shown here", "")
        .says(why.what())
        .field("You can", why.advice())
        .done();
  }
}
