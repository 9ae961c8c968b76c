package dev.twokey.chatops;

import dev.twokey.credential.CredentialInput;
import dev.twokey.credential.Credentials;
import java.util.Optional;

/** {@code /enroll}: a link by which the asker enrols a passkey. */
final class EnrollVerb implements Verb {
  private final Keysmith keysmith;

  EnrollVerb(Keysmith keysmith) {
    this.keysmith = keysmith;
  }

  @Override
  public Routed route(Invocation in) {
    return new Routed.Handed(
        Credentials.stream(in.by()),
        new CredentialInput.AskLink(in.account()),
        Optional.empty(),
        () ->
            "Enrol a passkey on this machine: open "
                + keysmith.enrolmentLink(in.account())
                + " within five minutes. It works once, and for you alone: don't hand it on.");
  }
}
