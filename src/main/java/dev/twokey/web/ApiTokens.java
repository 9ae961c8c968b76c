package dev.twokey.web;

import dev.twokey.people.Account;
import java.util.Optional;

/** The port that knows the personal tokens of the command line. */
public interface ApiTokens {
  /** Returns whose token this is; empty for an unknown one. Must compare in constant time. */
  Optional<Account> accountOf(String token);
}
