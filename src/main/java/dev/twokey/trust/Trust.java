package dev.twokey.trust;

import static java.util.Objects.requireNonNull;

import dev.twokey.engine.Decision;
import dev.twokey.engine.Family;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is trusted, by whose word, and what waits.
 *
 * @param accepted what holds; empty before anything was accepted, when nobody may do anything
 * @param latest the last change of what holds
 * @param proposal the last change that would widen power, whatever became of it
 * @param broken why the files can't be used; empty where they can
 * @param breaks how often they could not be used; names their card
 */
public record Trust(
    Optional<Root> accepted,
    Optional<Change> latest,
    Optional<Proposal> proposal,
    List<String> broken,
    int breaks) {
  /** The one stream. */
  public static final StreamId STREAM = new StreamId("trust", "root");

  /** The family of the one stream. */
  public static final Family<Trust, TrustInput, TrustEvent, Object> FAMILY =
      new Family<>(
          new EventFamily(
              "trust",
              Map.ofEntries(
                  Map.entry("trust.accepted.1", TrustEvent.ConfigAccepted.class),
                  Map.entry("trust.narrowed.1", TrustEvent.ConfigNarrowed.class),
                  Map.entry("trust.proposed.1", TrustEvent.ChangeProposed.class),
                  Map.entry("trust.reviewed.1", TrustEvent.ChangeReviewed.class),
                  Map.entry("trust.rejected.1", TrustEvent.ChangeRejected.class),
                  Map.entry("trust.withdrawn.1", TrustEvent.ChangeWithdrawn.class),
                  Map.entry("trust.expired.1", TrustEvent.ChangeExpired.class),
                  Map.entry("trust.reminded.1", TrustEvent.ChangeReminded.class),
                  Map.entry("trust.broken.1", TrustEvent.FilesBroken.class),
                  Map.entry("trust.mended.1", TrustEvent.FilesMended.class),
                  Map.entry("trust.refused.1", TrustEvent.TrustRefused.class))),
          TrustInput.class,
          TrustEvent.class,
          new TrustDecider(),
          Object::new);

  /** Nothing was accepted and nothing waits. */
  public static final Trust NOTHING =
      new Trust(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), 0);

  /**
   * A change of what holds.
   *
   * @param number counts from 1; names its card
   * @param by by whose word; empty where it narrowed, which needs nobody's
   */
  public record Change(
      int number, List<Difference> differences, Optional<Acceptance> by, Instant at) {
    public Change {
      differences = List.copyOf(differences);
    }
  }

  public Trust {
    requireNonNull(accepted, "accepted");
    requireNonNull(latest, "latest");
    requireNonNull(proposal, "proposal");
    broken = List.copyOf(broken);
  }

  /** Returns what holds. */
  public Root root() {
    return accepted.orElseGet(Root::nobody);
  }

  /** Returns what waits for signatures. */
  public Optional<Proposal> waiting() {
    return proposal.filter(Proposal::waits);
  }

  /** Decides for a host whose bot does not run; a bot that runs is given the input itself. */
  public static Decision<TrustEvent> onHost(Trust state, TrustInput.AcceptOnHost accept) {
    return TrustDecider.onHost(state, accept);
  }

  /** Returns the state after the events of the stream, for who needs it before the loop runs. */
  public static Trust after(List<Recorded> events) {
    Trust trust = NOTHING;
    for (Recorded recorded : events) {
      if (recorded.event() instanceof TrustEvent event) {
        trust = TrustEvolution.evolve(trust, event, recorded.at());
      }
    }
    return trust;
  }
}
