package dev.twokey.credential;

import dev.twokey.credential.CredentialEvent.CredentialRefused;
import dev.twokey.credential.CredentialEvent.LinkAsked;
import dev.twokey.credential.CredentialEvent.PasskeyEnrolled;
import dev.twokey.credential.CredentialEvent.PasskeyLabelled;
import dev.twokey.credential.CredentialEvent.PasskeyRevoked;
import dev.twokey.credential.CredentialEvent.PasskeyUsed;
import dev.twokey.credential.CredentialEvent.TokenIssued;
import dev.twokey.credential.CredentialEvent.TokenRevoked;
import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.journal.StreamId;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The rules of one person's credentials. */
final class CredentialDecider
    implements Decider<Credentials, CredentialInput, CredentialEvent, Object> {
  static final int PASSKEYS_MAX = 10;
  static final int TOKENS_MAX = 20;
  static final int LABEL_MAX = 60;
  static final Duration LIFE_MIN = Duration.ofDays(1);
  static final Duration LIFE_MAX = Duration.ofDays(366);

  @Override
  public Credentials initial(StreamId stream) {
    return Credentials.none(new PersonId(stream.id()));
  }

  @Override
  public Decision<CredentialEvent> decide(
      Credentials state, CredentialInput input, Context<Object> context) {
    return switch (input) {
      case CredentialInput.AskLink(var through) -> Decision.of(new LinkAsked(through));
      case CredentialInput.Enrol enrol -> enrol(state, enrol);
      case CredentialInput.Use use -> use(state, use);
      case CredentialInput.Label label -> label(state, label);
      case CredentialInput.Revoke revoke -> revoke(state, revoke);
      case CredentialInput.IssueToken issue -> issue(state, issue, context.now());
    };
  }

  private static Decision<CredentialEvent> enrol(Credentials state, CredentialInput.Enrol enrol) {
    Optional<Problem> problem = wrongLabel(enrol.label());
    if (state.withCredential(enrol.key().credential()).isPresent()) {
      problem =
          problem(ErrorCode.STATE_WRONG, "This passkey is enrolled already.", "Sign in with it.");
    } else if (state.passkeys().size() >= PASSKEYS_MAX) {
      problem =
          problem(
              ErrorCode.LIMIT_EXCEEDED,
              "You have " + PASSKEYS_MAX + " passkeys, which is the limit.",
              "Revoke one that you don't use.");
    } else if (enrol.vouched().filter(p -> !state.passkeys().containsKey(p)).isPresent()) {
      problem =
          problem(
              ErrorCode.PASSKEY_NEEDED,
              "The passkey by which you signed in was revoked meanwhile.",
              "Sign in anew.");
    }
    return problem
        .map(p -> refuse(state.person(), "enrol", p))
        .orElseGet(() ->
            Decision.of(
                new PasskeyEnrolled(
                    enrol.passkey(),
                    enrol.key(),
                    enrol.label().strip(),
                    enrol.through(),
                    enrol.vouched())));
  }

  /**
   * Lets a passkey in. One whose count stands still or goes back where it counted before may be a
   * copy. Many authenticators don't count at all: they always say 0, which is not worth a record.
   */
  private static Decision<CredentialEvent> use(Credentials state, CredentialInput.Use use) {
    Passkey passkey = state.passkeys().get(use.passkey());
    if (passkey == null) {
      return refuse(state.person(), "sign in", revoked());
    }
    long known = passkey.key().signatures();
    if (known == 0 && use.signatures() == 0) {
      return Decision.nothing();
    } else if (use.signatures() <= known) {
      return refuse(
          state.person(),
          "sign in",
          new Problem(
              ErrorCode.PASSKEY_REFUSED,
              "The passkey '"
                  + passkey.label()
                  + "' has counted back from "
                  + known
                  + " to "
                  + use.signatures()
                  + ": it may have been copied.",
              "Sign in with another one, then revoke this one: " + passkey.id() + "."));
    }
    return Decision.of(new PasskeyUsed(use.passkey(), use.signatures()));
  }

  static Problem revoked() {
    return new Problem(
        ErrorCode.PASSKEY_REFUSED,
        "This passkey is not known here, or was revoked.",
        "Use another one, or type /enroll in chat.");
  }

  private static Decision<CredentialEvent> label(Credentials state, CredentialInput.Label label) {
    Optional<Problem> problem = wrongLabel(label.label());
    if (!state.passkeys().containsKey(label.passkey())) {
      problem = unknown(state, label.passkey());
    }
    return problem
        .map(p -> refuse(state.person(), "label", p))
        .orElseGet(() -> Decision.of(new PasskeyLabelled(label.passkey(), label.label().strip())));
  }

  private static Decision<CredentialEvent> revoke(
      Credentials state, CredentialInput.Revoke revoke) {
    boolean own = revoke.by().equals(state.person());
    boolean passkey = state.passkeys().containsKey(revoke.id());
    Optional<Problem> problem = Optional.empty();
    if (!own && !revoke.approver()) {
      problem =
          problem(
              ErrorCode.ROLE_MISSING,
              "This belongs to " + state.person() + ".",
              "Ask them, or somebody who may sign for production.");
    } else if (!passkey && !state.tokens().containsKey(revoke.id())) {
      problem = unknown(state, revoke.id());
    } else if (!own && revoke.reason().isBlank()) {
      problem =
          problem(
              ErrorCode.ARGUMENT_MISSING,
              "Revoking what belongs to " + state.person() + " needs a reason.",
              "Write it behind the id.");
    }
    return problem
        .map(p -> refuse(revoke.by(), "revoke", p))
        .orElseGet(() ->
            Decision.of(
                passkey
                    ? new PasskeyRevoked(revoke.id(), revoke.by(), revoke.reason())
                    : new TokenRevoked(revoke.id(), revoke.by(), revoke.reason())));
  }

  private static Decision<CredentialEvent> issue(
      Credentials state, CredentialInput.IssueToken issue, Instant now) {
    Optional<Problem> problem = wrongLabel(issue.label());
    long held = state.tokens().values().stream().filter(t -> now.isBefore(t.until())).count();
    if (held >= TOKENS_MAX) {
      problem =
          problem(
              ErrorCode.LIMIT_EXCEEDED,
              "You have " + TOKENS_MAX + " tokens, which is the limit.",
              "Revoke one that you don't use: /token list.");
    } else if (issue.life().compareTo(LIFE_MIN) < 0 || issue.life().compareTo(LIFE_MAX) > 0) {
      problem =
          problem(
              ErrorCode.ARGUMENT_INVALID,
              "A token can't live " + issue.life().toDays() + " days.",
              "Write 1 to " + LIFE_MAX.toDays() + " days.");
    }
    return problem
        .map(p -> refuse(state.person(), "new token", p))
        .orElseGet(() ->
            Decision.of(
                new TokenIssued(
                    issue.token(),
                    issue.hash(),
                    issue.label().strip(),
                    issue.changes(),
                    issue.account(),
                    now.plus(issue.life()))));
  }

  private static Optional<Problem> wrongLabel(String label) {
    boolean good =
        !label.isBlank()
            && label.strip().length() <= LABEL_MAX
            && label.codePoints().noneMatch(Character::isISOControl);
    return good
        ? Optional.empty()
        : problem(
            ErrorCode.ARGUMENT_INVALID,
            "The label '" + label.strip() + "' can't be used.",
            "Write one line of 1 to " + LABEL_MAX + " characters, such as laptop.");
  }

  private static Optional<Problem> unknown(Credentials state, String id) {
    return problem(
        ErrorCode.NOT_FOUND,
        state.person() + " has no passkey or token '" + id + "'.",
        "Look at /passkey list and /token list.");
  }

  private static Optional<Problem> problem(ErrorCode code, String what, String advice) {
    return Optional.of(new Problem(code, what, advice));
  }

  private static Decision<CredentialEvent> refuse(PersonId by, String input, Problem why) {
    return Decision.of(new CredentialRefused(by, input, why));
  }

  @Override
  public Decision<CredentialEvent> done(Credentials state, WorkDone done, Context<Object> context) {
    return Decision.nothing();
  }

  @Override
  public Credentials evolve(Credentials state, CredentialEvent event, Instant at) {
    return switch (event) {
      case PasskeyEnrolled e ->
          state.with(
              new Passkey(
                  e.passkey(), e.key(), e.label(), e.through(), e.vouched(), state.seasoned(), at));
      case PasskeyUsed(var id, var count) -> change(state, id, p -> p.counted(count));
      case PasskeyLabelled(var id, var label) -> change(state, id, p -> p.labelled(label));
      case PasskeyRevoked(var id, _, _) -> state.without(id);
      case TokenIssued e ->
          state.with(
              new Token(e.token(), e.hash(), e.label(), e.changes(), e.account(), e.until()), at);
      case TokenRevoked(var id, _, _) -> state.without(id);
      case LinkAsked _, CredentialRefused _ -> state;
    };
  }

  private static Credentials change(
      Credentials state, String id, java.util.function.UnaryOperator<Passkey> how) {
    return Optional.ofNullable(state.passkeys().get(id))
        .map(p -> state.with(how.apply(p)))
        .orElse(state);
  }

  @Override
  public Set<Work> work(Credentials state) {
    return Set.of();
  }

  /** What holds stays folded, so that a start finds it. */
  @Override
  public boolean isClosed(Credentials state) {
    return state.passkeys().isEmpty() && state.tokens().isEmpty();
  }
}
