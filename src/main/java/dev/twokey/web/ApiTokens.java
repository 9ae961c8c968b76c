package dev.twokey.web;

import static java.util.Objects.requireNonNull;

import dev.twokey.people.Account;
import dev.twokey.people.Proven;
import java.util.Optional;

/** The port that knows the personal tokens of the command line. */
public interface ApiTokens {
  /** Returns what a token stands for; empty for an unknown one. */
  Optional<Bearer> bearerOf(String token);

  /**
   * Who sends a token.
   *
   * @param account that it speaks for
   * @param proof which token, and what it may do
   */
  record Bearer(Account account, Proven.ByToken proof) {
    public Bearer {
      requireNonNull(account, "account");
      requireNonNull(proof, "proof");
    }
  }
}
