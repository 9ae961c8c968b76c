package dev.twokey.web;

import static java.util.Objects.requireNonNull;

import dev.twokey.credential.CredentialInput;
import dev.twokey.credential.KeyRing;
import dev.twokey.engine.Answer;
import dev.twokey.people.PersonId;
import java.util.concurrent.CompletionStage;

/**
 * What the console needs of people's credentials.
 *
 * @param ring what holds now
 * @param enrolments the links that {@code /enroll} hands out
 * @param journal where changes go
 */
public record Keys(KeyRing ring, EntryLinks enrolments, Journal journal) {
  /** The way to the credentials of a person. */
  public interface Journal {
    /** Asks for a change. The stage completes when it is durable or refused; it never fails. */
    CompletionStage<Answer> ask(PersonId person, CredentialInput input);
  }

  public Keys {
    requireNonNull(ring, "ring");
    requireNonNull(enrolments, "enrolments");
    requireNonNull(journal, "journal");
  }
}
