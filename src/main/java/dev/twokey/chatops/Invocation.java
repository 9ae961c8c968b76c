package dev.twokey.chatops;

import dev.twokey.chat.Audience;
import dev.twokey.chat.Conversation;
import dev.twokey.command.EnvironmentChoice;
import dev.twokey.command.Parse;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import java.time.Instant;
import java.util.Optional;

/**
 * One understood command of a known person.
 *
 * @param setup the files as they are loaded now
 * @param by who
 * @param account which of their accounts
 * @param proof how they showed who they are
 * @param where it was typed
 * @param audience who reads along there, as far as the envelope says
 * @param text as typed, redacted
 * @param parsed what it means
 * @param id fresh, for the stream that it opens
 * @param now when it came
 */
record Invocation(
    Setup setup,
    PersonId by,
    Account account,
    Proven proof,
    Conversation where,
    Audience audience,
    String text,
    Parse.Parsed parsed,
    String id,
    Instant now) {
  /** Returns where the command goes; the default where it goes nowhere in particular. */
  String environmentName() {
    return parsed.environment().map(EnvironmentChoice::environment).orElse(Inventory.DEFAULT);
  }

  Environment environment() {
    return setup
        .inventory()
        .environment(environmentName())
        .orElseThrow(() ->
            new IllegalStateException(
                environmentName() + " was parsed but is not there (this is a bug)"));
  }

  Optional<String> argument(String name) {
    return parsed.text(name);
  }
}
