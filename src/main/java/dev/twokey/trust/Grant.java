package dev.twokey.trust;

import static java.util.Objects.requireNonNull;

import dev.twokey.approval.Review;
import dev.twokey.chat.Conversation;
import dev.twokey.engine.Family;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import dev.twokey.people.FileRoster;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.plan.PlanHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A role that somebody gets for a time: one person asks, another signs, a third may get it. */
public sealed interface Grant {
  /** How long a role may be given at most. */
  Duration LASTS_MAX = Duration.ofDays(7);

  /** The family of the streams of grants. */
  Family<Grant, GrantInput, GrantEvent, Object> FAMILY =
      new Family<>(
          new EventFamily(
              "grant",
              Map.of(
                  "grant.asked.1", GrantEvent.GrantAsked.class,
                  "grant.given.1", GrantEvent.RoleGranted.class,
                  "grant.denied.1", GrantEvent.GrantDenied.class,
                  "grant.expired.1", GrantEvent.GrantExpired.class,
                  "grant.ended.1", GrantEvent.RoleEnded.class,
                  "grant.revoked.1", GrantEvent.GrantRevoked.class,
                  "grant.refused.1", GrantEvent.GrantRefused.class)),
          GrantInput.class,
          GrantEvent.class,
          new GrantDecider(),
          Object::new);

  /** Returns the stream of a grant. */
  static StreamId stream(String id) {
    return new StreamId("grant", id);
  }

  /** Returns its id. */
  String id();

  /** Nobody asked. */
  record None(String id) implements Grant {}

  /** It waits for a signature. */
  record Waiting(
      String id,
      PersonId by,
      PersonId to,
      String role,
      Duration lasts,
      String reason,
      Conversation where,
      Instant until)
      implements Grant {
    public Waiting {
      requireNonNull(to, "to");
      requireNonNull(lasts, "lasts");
    }

    /** Returns what a signature stands for. */
    public String hash() {
      return PlanHash.of(String.join("\n", id, by.id(), to.id(), role, lasts.toString(), reason))
          .hex();
    }
  }

  /** The role is held. */
  record Held(Waiting asked, Review review, Instant until) implements Grant {
    @Override
    public String id() {
      return asked.id();
    }
  }

  /** How a grant can be over. */
  enum End {
    DENIED,
    EXPIRED,
    ENDED,
    REVOKED
  }

  /**
   * It is over.
   *
   * @param by who ended it; empty where time did
   */
  record Over(Waiting asked, End end, Optional<PersonId> by, String reason, Instant at)
      implements Grant {
    @Override
    public String id() {
      return asked.id();
    }
  }

  /** Returns who could sign now: neither who asks nor who gets the role. */
  static List<Person> signers(Root root, PersonId by, PersonId to, Instant now) {
    return Signers.of(root, now).stream()
        .filter(p -> !p.id().equals(by) && !p.id().equals(to))
        .toList();
  }

  /** Returns the roster with the roles that are held for a time; who left it gets nothing. */
  static FileRoster added(FileRoster roster, Collection<Grant> grants) {
    List<FileRoster.Member> members = new ArrayList<>();
    for (FileRoster.Member member : roster.members()) {
      Map<String, Optional<Instant>> roles = new TreeMap<>(member.roles());
      for (Grant grant : grants) {
        if (grant instanceof Held(var asked, _, var until) && asked.to().equals(member.id())) {
          roles.merge(asked.role(), Optional.of(until), Grant::later);
        }
      }
      members.add(new FileRoster.Member(member.id(), member.name(), roles, member.accounts()));
    }
    return new FileRoster(members, roster.onCall(Instant.EPOCH), roster.calendar());
  }

  private static Optional<Instant> later(Optional<Instant> a, Optional<Instant> b) {
    return a.flatMap(x -> b.map(y -> x.isAfter(y) ? x : y));
  }
}
