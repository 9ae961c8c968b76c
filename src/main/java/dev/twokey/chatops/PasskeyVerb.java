package dev.twokey.chatops;

import dev.twokey.credential.CredentialInput;
import dev.twokey.credential.Credentials;
import dev.twokey.credential.KeyRing;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import java.util.List;
import java.util.Optional;

/** {@code /passkey list [PERSON]} and {@code /passkey revoke ID [REASON]}. */
final class PasskeyVerb implements Verb {
  private final KeyRing ring;

  PasskeyVerb(KeyRing ring) {
    this.ring = ring;
  }

  @Override
  public Routed route(Invocation in) {
    return in.argument("do").filter("revoke"::equals).isPresent() ? revoke(in, ring) : list(in);
  }

  private Routed list(Invocation in) {
    PersonId whose = in.argument("which").map(PersonId::new).orElse(in.by());
    List<String> lines =
        ring.of(whose).passkeys().values().stream()
            .map(p ->
                Words.dots(
                    p.id(),
                    p.label(),
                    "enrolled " + Words.time(p.enrolled(), in.now()),
                    "by a link to " + p.through()))
            .toList();
    return new Routed.Answer(
        Optional.empty(),
        "Passkeys of " + whose,
        lines.isEmpty() ? List.of("None. /enroll makes one.") : lines,
        List.of(),
        Optional.empty());
  }

  /** Returns the way to take back a passkey or a token, whosever it is. */
  static Routed revoke(Invocation in, KeyRing ring) {
    String id = in.argument("which").orElse("");
    Optional<PersonId> owner = ring.ownerOf(id);
    if (owner.isEmpty()) {
      return Routed.refused(
          ErrorCode.NOT_FOUND,
          "Nobody has a passkey or token '" + id + "'.",
          "See /passkey list PERSON and /token list PERSON.");
    }
    return new Routed.Handed(
        Credentials.stream(owner.get()),
        new CredentialInput.Revoke(
            id,
            in.by(),
            in.setup().signsForProduction(in.by(), in.now()),
            in.argument("reason").orElse("")),
        Optional.empty(),
        () -> id + " of " + owner.get() + " is revoked. What it proved counts no more.");
  }
}
