package dev.twokey.app;

import dev.twokey.chat.Card;
import dev.twokey.chat.Conversation;
import dev.twokey.chatops.Board;
import dev.twokey.chatops.Facts;
import dev.twokey.chatops.JournalCards;
import dev.twokey.chatops.Outbox;
import dev.twokey.inventory.Inventory;
import dev.twokey.journal.JournalEvent;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everybody who has work open that the journal can't be written, and when that is over: one
 * card for each channel, and the log. Where nothing is open, the channels of production are told.
 * Called on the loop's thread.
 */
final class JournalNews {
  private static final Logger LOG = LoggerFactory.getLogger(JournalNews.class);

  private final Board board;
  private final Outbox outbox;
  private List<Conversation> told = List.of();
  private Instant since = Instant.EPOCH;

  JournalNews(Board board, Outbox outbox) {
    this.board = board;
    this.outbox = outbox;
  }

  void unwritable(Problem why, Inventory inventory, Instant now) {
    LOG.error("changes are refused: {}", why.line());
    since = now;
    List<Conversation> open = board.whereWorkIsOpen();
    told = open.isEmpty() ? new ProductionChannels(outbox, inventory).all() : open;
    show(JournalCards.unwritable(why, now, now));
  }

  void over() {
    LOG.info("the journal can be written again; what went on meanwhile is recorded");
  }

  /** Says what it was, where it was told; nothing for one of an earlier start. */
  void tell(List<Recorded> events, Facts facts, Instant now) {
    for (Recorded recorded : events) {
      if (recorded.event() instanceof JournalEvent.Outage outage) {
        show(JournalCards.over(outage, recorded.at(), facts, now));
        told = List.of();
      }
    }
  }

  private void show(Card card) {
    List<Conversation> channels = new ArrayList<>(told);
    for (int i = 0; i < channels.size(); i++) {
      outbox.show(
          new StreamId("journal", "outage@" + since.toEpochMilli() + "#" + i),
          channels.get(i),
          card);
    }
  }
}
