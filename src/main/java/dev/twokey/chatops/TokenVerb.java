package dev.twokey.chatops;

import dev.twokey.credential.CredentialInput;
import dev.twokey.credential.Credentials;
import dev.twokey.credential.KeyRing;
import dev.twokey.credential.Token;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code /token new LABEL [read|change] [DAYS]}, {@code list} and {@code revoke ID [REASON]}. */
final class TokenVerb implements Verb {
  private static final String DAYS = "30";

  private final KeyRing ring;
  private final Keysmith keysmith;

  TokenVerb(KeyRing ring, Keysmith keysmith) {
    this.ring = ring;
    this.keysmith = keysmith;
  }

  @Override
  public Routed route(Invocation in) {
    return switch (in.argument("do").orElse("")) {
      case "new" -> make(in);
      case "revoke" -> PasskeyVerb.revoke(in, ring);
      default -> list(in);
    };
  }

  private Routed make(Invocation in) {
    Optional<String> label = in.argument("which");
    String days = in.argument("days").orElse(DAYS);
    if (label.isEmpty() || !days.matches("[0-9]{1,4}")) {
      return Routed.refused(
          ErrorCode.ARGUMENT_MISSING,
          label.isEmpty() ? "The token has no label." : "'" + days + "' is no number of days.",
          "Write such as /token new laptop read 30.");
    }
    boolean changes = in.argument("scope").filter("change"::equals).isPresent();
    String text = keysmith.freshWord();
    String hash = Token.hash(text);
    return new Routed.Handed(
        Credentials.stream(in.by()),
        new CredentialInput.IssueToken(
            "tk-" + in.id(),
            hash,
            label.get(),
            changes,
            in.account(),
            Duration.ofDays(Integer.parseInt(days))),
        Optional.of(hash),
        () ->
            "Your token '"
                + label.get()
                + "' (tk-"
                + in.id()
                + ", "
                + (changes ? "change" : "read")
                + ", "
                + days
                + " days), shown this once: "
                + text
                + " · put it into a file that only you can read (chmod 600), then: ./twokey run"
                + " --token-file FILE '/diagnose rabbitmq'");
  }

  private Routed list(Invocation in) {
    PersonId whose = in.argument("which").map(PersonId::new).orElse(in.by());
    List<String> lines =
        ring.of(whose).tokens().values().stream()
            .filter(t -> in.now().isBefore(t.until()))
            .map(t ->
                Words.dots(
                    t.id(), t.label(), t.scope(), "until " + Words.time(t.until(), in.now())))
            .toList();
    return new Routed.Answer(
        Optional.empty(),
        "Tokens of " + whose,
        lines.isEmpty() ? List.of("None.") : lines,
        List.of(),
        Optional.empty());
  }
}
