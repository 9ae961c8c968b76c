package dev.twokey.app;

import dev.twokey.chat.Card;
import dev.twokey.chat.Conversation;
import dev.twokey.chatops.Facts;
import dev.twokey.chatops.GrantCards;
import dev.twokey.chatops.Outbox;
import dev.twokey.chatops.Setup;
import dev.twokey.chatops.TrustCards;
import dev.twokey.inventory.Inventory;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.trust.Acceptance;
import dev.twokey.trust.Grant;
import dev.twokey.trust.Proposal;
import dev.twokey.trust.Trust;
import dev.twokey.trust.TrustEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells the channels of all production environments what becomes of the root of trust: each change
 * that holds, each that waits, and files that can't be used, on one card each.
 */
final class TrustNews {
  private final Outbox outbox;

  TrustNews(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Shows what is new.
   *
   * @param events new ones; empty where the bot has just started, when what is open is shown again
   */
  void tell(Trust trust, List<Recorded> events, Setup setup, Facts facts, Instant now) {
    News news = new News(trust, setup.inventory(), facts, now);
    if (events.isEmpty()) {
      trust.proposal().filter(p -> p.waits() || p.isLeft()).ifPresent(p -> news.proposal(p, ""));
      if (!trust.broken().isEmpty()) {
        news.broken();
      }
    }
    for (Recorded recorded : events) {
      if (recorded.event() instanceof TrustEvent event) {
        news.tell(event);
      }
    }
  }

  /** What is told now. */
  private final class News {
    private final Trust trust;
    private final Inventory inventory;
    private final Facts facts;
    private final Instant now;

    News(Trust trust, Inventory inventory, Facts facts, Instant now) {
      this.trust = trust;
      this.inventory = inventory;
      this.facts = facts;
      this.now = now;
    }

    void tell(TrustEvent event) {
      switch (event) {
        case TrustEvent.ConfigAccepted(_, _, var by) -> {
          if (!(by instanceof Acceptance.ByDemo)) {
            changed();
          }
          trust.proposal().filter(p -> !p.waits() && !p.isLeft()).ifPresent(p -> proposal(p, ""));
        }
        case TrustEvent.ConfigNarrowed _ -> changed();
        case TrustEvent.ChangeProposed _,
            TrustEvent.ChangeReviewed _,
            TrustEvent.ChangeRejected _,
            TrustEvent.ChangeWithdrawn _,
            TrustEvent.ChangeExpired _ ->
            trust.proposal().ifPresent(p -> proposal(p, ""));
        case TrustEvent.ChangeReminded _ ->
            trust.proposal().ifPresent(p -> proposal(p, "-" + p.told().getEpochSecond()));
        case TrustEvent.FilesBroken _, TrustEvent.FilesMended _ -> broken();
        case TrustEvent.TrustRefused _ -> {} // told to who asked
      }
    }

    void proposal(Proposal p, String anew) {
      show(
          "change-" + p.number() + anew,
          where -> new TrustCards(where, facts, now).proposal(p, trust));
    }

    void changed() {
      trust
          .latest()
          .ifPresent(change ->
              show(
                  "changed-" + change.number(),
                  where -> new TrustCards(where, facts, now).change(change)));
    }

    void broken() {
      show(
          "broken-" + trust.breaks(),
          where -> new TrustCards(where, facts, now).broken(trust.broken()));
    }

    private void show(String marker, Function<String, Card> card) {
      new ProductionChannels(outbox, inventory).show("trust", marker, card);
    }
  }

  /** Shows a role that is given for a time, where it was asked for. */
  void tell(StreamId stream, Grant grant, Trust trust, Facts facts, Instant now) {
    Optional<Conversation> where =
        switch (grant) {
          case Grant.None _ -> Optional.empty();
          case Grant.Waiting w -> Optional.of(w.where());
          case Grant.Held held -> Optional.of(held.asked().where());
          case Grant.Over over -> Optional.of(over.asked().where());
        };
    where.ifPresent(w -> outbox.show(stream, w, GrantCards.card(grant, trust, facts, now)));
  }
}
