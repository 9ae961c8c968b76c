package dev.twokey.operation;

import static java.util.Objects.requireNonNull;

import dev.twokey.chat.Conversation;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Draft;

/**
 * What a person asked for.
 *
 * @param by the person
 * @param account which of their accounts was used
 * @param where it was typed; the card stands there
 * @param text as typed, redacted
 * @param draft what it means
 * @param demo whether the bot runs as a demo, where one human may hold both keys
 */
public record Request(PersonId by, Account account, Conversation where, String text, Draft draft, boolean demo) {
  public Request {
    requireNonNull(by, "by");
    requireNonNull(account, "account");
    requireNonNull(where, "where");
    requireNonNull(text, "text");
    requireNonNull(draft, "draft");
  }
}
