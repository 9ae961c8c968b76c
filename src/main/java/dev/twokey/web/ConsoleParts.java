package dev.twokey.web;

import static java.util.Objects.requireNonNull;

import dev.twokey.chat.Intake;
import dev.twokey.people.Roster;
import dev.twokey.problem.Redactor;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the console needs from the rest.
 *
 * @param intake where commands and clicks go
 * @param completions for the command box
 * @param links by which people sign in
 * @param tokens of the command line
 * @param results when a card has come to rest
 * @param roster the present one; used for names only
 * @param channels the present list, in order
 * @param clock for times and sessions
 * @param banner shown above everything, such as {@code demo: you hold both keys}; may be empty
 * @param redactor keeps secrets that were sent out of what is sent back
 * @param keys passkeys and tokens of people
 */
public record ConsoleParts(
    Intake intake,
    Completions completions,
    EntryLinks links,
    ApiTokens tokens,
    CardResults results,
    Supplier<Roster> roster,
    Supplier<List<ChannelInfo>> channels,
    InstantSource clock,
    String banner,
    Redactor redactor,
    Keys keys) {
  public ConsoleParts {
    requireNonNull(intake, "intake");
    requireNonNull(completions, "completions");
    requireNonNull(links, "links");
    requireNonNull(tokens, "tokens");
    requireNonNull(results, "results");
    requireNonNull(roster, "roster");
    requireNonNull(channels, "channels");
    requireNonNull(clock, "clock");
    requireNonNull(banner, "banner");
    requireNonNull(redactor, "redactor");
    requireNonNull(keys, "keys");
  }
}
