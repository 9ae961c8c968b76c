package dev.twokey.trust;

import dev.twokey.approval.Review;
import dev.twokey.engine.Input;
import dev.twokey.people.PersonId;
import java.util.List;

/** What is wanted of the root of trust. */
public sealed interface TrustInput extends Input {
  /**
   * The files were read.
   *
   * @param candidate what they would have hold
   * @param demo whether it accepts its own files
   */
  record Loaded(Root candidate, boolean demo) implements TrustInput {}

  /** A file can't be used. */
  record Broken(List<String> problems) implements TrustInput {
    public Broken {
      problems = List.copyOf(problems);
    }
  }

  /** A person's word on what waits. */
  record Sign(Review review) implements TrustInput {}

  /** Ask two people again for what was denied or has expired. */
  record AskAgain(PersonId by, String hash) implements TrustInput {}

  /**
   * Somebody on the bot's own host accepts the files.
   *
   * @param hash from what holds to what the files say, as they were shown it
   * @param user what the operating system calls them
   */
  record AcceptOnHost(Root candidate, String hash, String user) implements TrustInput {}

  /** Nothing that waits here may be signed any more: the journal was put back. */
  record Voided() implements TrustInput {}
}
