package dev.twokey.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.fuzz.FuzzTarget;
import dev.twokey.fuzz.Told;
import dev.twokey.inventory.Argument;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What people type. What is understood can be written with names and is understood the same. */
public final class CommandLinesFuzz implements FuzzTarget {
  private static final String QUOTES = "\"\u201c\u201d\u201e";

  private final CommandCatalog catalog = TestWorld.catalog();
  private final CommandParser parser =
      new CommandParser(catalog, TestWorld.INVENTORY, TestWorld.NAMES);
  private final Completion completion =
      new Completion(catalog, TestWorld.INVENTORY, TestWorld.NAMES);

  @Override
  public List<String> seeds() {
    return catalog.commands().stream().flatMap(c -> c.examples().stream()).toList();
  }

  @Override
  public void take(String input) {
    assertThat(completion.suggest(input, ParseContext.free()))
        .hasSizeLessThanOrEqualTo(Completion.SUGGESTIONS_MAX);
    switch (parser.parse(input, ParseContext.free())) {
      case Parse.Refused(var why) -> Told.check(why);
      case Parse.AskEnvironment ask -> assertThat(ask.candidates()).isNotEmpty();
      case Parse.Parsed parsed -> understood(input, parsed);
    }
    if (parser.parse(input, ParseContext.bound("prod")) instanceof Parse.Parsed(_, _, var where)
        && where.filter(e -> e.by() == EnvironmentChoice.By.SILENCE).isPresent()) {
      assertThat(where.get().environment()).as("I11").isEqualTo("staging");
    }
  }

  private void understood(String input, Parse.Parsed parsed) {
    if (parsed.environment().filter(e -> e.environment().equals("prod")).isPresent()) {
      assertThat(input).as("I11: prod is never guessed").containsIgnoringCase("prod");
    }
    Optional<String> written = written(parsed);
    if (written.isPresent() && written.get().length() <= CommandParser.TEXT_MAX) {
      Parse again = parser.parse(written.get(), ParseContext.free());
      assertThat(again).as(written.get()).isInstanceOf(Parse.Parsed.class);
      Parse.Parsed same = (Parse.Parsed) again;
      assertThat(same.command()).isEqualTo(parsed.command());
      assertThat(same.arguments()).as(written.get()).isEqualTo(parsed.arguments());
      assertThat(same.environment().map(EnvironmentChoice::environment))
          .isEqualTo(parsed.environment().map(EnvironmentChoice::environment));
    }
  }

  /** Empty where a value holds a quote, which no quotes can hold. */
  private static Optional<String> written(Parse.Parsed parsed) {
    StringBuilder line = new StringBuilder("/" + parsed.command().name());
    parsed
        .environment()
        .ifPresent(where ->
            parsed
                .command()
                .environmentParameter()
                .map(Argument::name)
                .ifPresent(name -> append(line, name, where.environment())));
    parsed.arguments().forEach((name, value) -> append(line, name, word(value)));
    boolean quotes =
        parsed.arguments().values().stream()
            .anyMatch(v -> v.toString().chars().anyMatch(c -> QUOTES.indexOf(c) >= 0));
    return quotes ? Optional.empty() : Optional.of(line.toString());
  }

  private static void append(StringBuilder line, String name, String value) {
    line.append(' ').append(name).append("=\"").append(value).append('"');
  }

  private static String seconds(long seconds) {
    return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds + "s";
  }

  private static String word(Object value) {
    return switch (value) {
      case Duration d -> d.toMillis() % 1000 == 0 ? seconds(d.toSeconds()) : d.toMillis() + "ms";
      case Double d -> new BigDecimal(d).toPlainString();
      default -> value.toString();
    };
  }
}
