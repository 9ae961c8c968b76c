package dev.twokey.sim;

import dev.twokey.approval.Rule;
import dev.twokey.credential.CredentialEvent;
import dev.twokey.guard.Proof;
import dev.twokey.guard.RiskRules;
import dev.twokey.guard.RuleKind;
import dev.twokey.journal.Recorded;
import dev.twokey.people.FileRoster;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.trust.GrantEvent;
import dev.twokey.trust.Root;
import dev.twokey.trust.TrustEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may do what, by the record alone: accepted roots, roles for a time, passkeys. */
final class Power {
  private final Ledger ledger;
  private final Map<String, GrantEvent.GrantAsked> asked = new HashMap<>();
  private final Map<String, Instant> held = new HashMap<>();
  private final Map<PersonId, Set<String>> passkeys = new HashMap<>();
  private final Set<PersonId> reviewers = new HashSet<>();
  private Root root = Root.nobody();
  private Optional<FileRoster> roster = Optional.empty();

  Power(Ledger ledger) {
    this.ledger = ledger;
  }

  void fold(Recorded recorded) {
    switch (recorded.event()) {
      case TrustEvent event -> trust(event, recorded.at());
      case GrantEvent event -> grant(recorded.stream().id(), event, recorded.at());
      case CredentialEvent event -> passkey(new PersonId(recorded.stream().id()), event);
      default -> {} // gives nobody anything
    }
  }

  private void trust(TrustEvent event, Instant at) {
    switch (event) {
      case TrustEvent.ConfigAccepted(var text, _, var by) -> {
        if (by instanceof dev.twokey.trust.Acceptance.ByPeople && reviewers.size() < 2) {
          ledger.violate(Invariant.I2, "a wider root was accepted by " + reviewers);
        }
        ledger.cover("root accepted " + by.getClass().getSimpleName());
        take(text);
      }
      case TrustEvent.ConfigNarrowed(var text, _) -> {
        ledger.cover("root narrowed");
        take(text);
      }
      case TrustEvent.ChangeReviewed(var review) -> {
        if (!mayEverSign(review.by(), at)) {
          ledger.violate(Invariant.I2, review.by() + " signed for the root of trust");
        }
        reviewers.add(review.by());
      }
      case TrustEvent.ChangeProposed _ -> {
        ledger.cover("wider root waits");
        reviewers.clear();
      }
      case TrustEvent.FilesBroken _ -> ledger.cover("files broken");
      case TrustEvent.ChangeRejected _ -> ledger.cover("wider root rejected");
      case TrustEvent.ChangeWithdrawn _,
          TrustEvent.ChangeExpired _,
          TrustEvent.ChangeReminded _,
          TrustEvent.FilesMended _,
          TrustEvent.TrustRefused _ -> {}
    }
  }

  private void take(String text) {
    root = Root.parse(text);
    roster = Optional.of(root.roster());
  }

  /** Who has the role that signs in production, by the accepted roster, not for a time. */
  private boolean mayEverSign(PersonId person, Instant at) {
    return roster.map(r -> r.hasRole(person, "approver", at)).orElse(false);
  }

  private void grant(String id, GrantEvent event, Instant at) {
    switch (event) {
      case GrantEvent.GrantAsked e -> asked.put(id, e);
      case GrantEvent.RoleGranted(var review, var until) -> {
        GrantEvent.GrantAsked e = asked.get(id);
        if (e == null
            || review.by().equals(e.by())
            || review.by().equals(e.to())
            || !mayEverSign(review.by(), at)) {
          ledger.violate(Invariant.I2, id + " was granted by " + review.by());
        }
        ledger.cover("role granted");
        held.put(id, until);
      }
      case GrantEvent.RoleEnded _ -> {
        ledger.cover("role ended");
        held.remove(id);
      }
      case GrantEvent.GrantRevoked _ -> {
        ledger.cover("role revoked");
        held.remove(id);
      }
      case GrantEvent.GrantDenied _, GrantEvent.GrantExpired _, GrantEvent.GrantRefused _ -> {}
    }
  }

  private void passkey(PersonId person, CredentialEvent event) {
    Set<String> of = passkeys.computeIfAbsent(person, _ -> new HashSet<>());
    switch (event) {
      case CredentialEvent.PasskeyEnrolled e -> of.add(e.passkey());
      case CredentialEvent.PasskeyRevoked e -> of.remove(e.passkey());
      case CredentialEvent.LinkAsked _,
          CredentialEvent.PasskeyUsed _,
          CredentialEvent.PasskeyLabelled _,
          CredentialEvent.TokenIssued _,
          CredentialEvent.TokenRevoked _,
          CredentialEvent.CredentialRefused _ -> {}
    }
  }

  /** Returns whether somebody stands on the accepted roster. */
  boolean isKnown(PersonId person, Instant at) {
    return roster.flatMap(r -> r.person(person, at)).isPresent();
  }

  /** Returns whether somebody has a role, for ever or for a time. */
  boolean hasRole(PersonId person, String role, Instant at) {
    return roster.map(r -> r.hasRole(person, role, at)).orElse(false)
        || (isKnown(person, at)
            && held.entrySet().stream()
                .anyMatch(h -> {
                  GrantEvent.GrantAsked e = asked.get(h.getKey());
                  return e != null
                      && e.to().equals(person)
                      && e.role().equals(role)
                      && at.isBefore(h.getValue());
                }));
  }

  /** Returns whether a passkey that holds now vouched for somebody then. */
  boolean proves(PersonId person, Optional<Proven.ByPasskey> shown, Instant then) {
    return shown
        .filter(p -> passkeys.getOrDefault(person, Set.of()).contains(p.passkey()))
        .filter(p -> p.covers(then))
        .isPresent();
  }

  /** Returns how rules of a plan ask for less than the accepted ones; empty where they don't. */
  Optional<String> cheaper(String environment, RuleKind kind, RiskRules planned) {
    Optional<RiskRules> accepted = root.policy().rules(environment, kind);
    if (accepted.isEmpty()) {
      return Optional.of("the accepted policy allows no " + kind.word() + " in " + environment);
    }
    RiskRules wanted = accepted.get();
    int keys = wanted.approval().map(Rule::signatures).orElse(0);
    if (planned.approval().map(Rule::signatures).orElse(0) < keys) {
      return Optional.of("the accepted policy wants " + keys + " keys");
    } else if (wanted.proof() == Proof.PASSKEY && planned.proof() != Proof.PASSKEY) {
      return Optional.of("the accepted policy wants a passkey");
    } else if (wanted.confirm() && !planned.confirm()) {
      return Optional.of("the accepted policy wants a confirmation");
    } else if (wanted.phrase().isPresent() && planned.phrase().isEmpty()) {
      return Optional.of("the accepted policy wants a phrase");
    }
    return Optional.empty();
  }
}
