package dev.twokey.command;

import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Inventory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what can be typed next: commands, and the values of each argument. */
public final class Completion {
  /** How many suggestions there are at most: the limit of Discord. */
  public static final int SUGGESTIONS_MAX = 25;

  private static final int HOLDING_MIN = 2;

  private final CommandCatalog catalog;
  private final Inventory inventory;
  private final Names names;
  private final ArgumentValues values;

  /** Makes a completion of one state of the files. */
  public Completion(CommandCatalog catalog, Inventory inventory, Names names) {
    this.catalog = catalog;
    this.inventory = inventory;
    this.names = names;
    this.values = new ArgumentValues(catalog, inventory, names);
  }

  /**
   * Returns what fits the end of a text, those that begin with the last word first.
   *
   * @param text what stands before the cursor
   */
  public List<Suggestion> suggest(String text, ParseContext context) {
    if (text.length() > CommandParser.TEXT_MAX) {
      return List.of();
    }
    List<Word> words = Word.split(text);
    boolean open = words.isEmpty() || words.getLast().end() < text.length();
    if (words.isEmpty() || (words.size() == 1 && !open)) {
      return commands(text, words);
    }
    Optional<Command> command = catalog.command(words.getFirst().raw(text));
    if (command.isEmpty()) {
      return List.of();
    }
    List<Word> whole = words.subList(1, open ? words.size() : words.size() - 1);
    Optional<Word> last = open ? Optional.empty() : Optional.of(words.getLast());
    return arguments(command.get(), text, whole, last, context);
  }

  /**
   * Returns the values of one argument, for platforms that complete each by itself.
   *
   * @param partial what is typed of it
   * @param environment where the command will go, as far as that is known
   */
  public List<Suggestion> values(
      Command command, Argument argument, String partial, Optional<String> environment) {
    return ranked(candidates(command, argument, environment, 0), partial);
  }

  private List<Suggestion> commands(String text, List<Word> words) {
    int from = words.isEmpty() ? text.length() : words.getFirst().start();
    String typed = text.substring(from);
    String partial = typed.startsWith("/") ? typed.substring(1) : typed;
    List<Suggestion> all =
        catalog.commands().stream()
            .map(c -> new Suggestion(from, "/" + c.name() + " ", c.name(), c.summary()))
            .toList();
    return ranked(all, partial);
  }

  private List<Suggestion> arguments(
      Command command, String text, List<Word> whole, Optional<Word> last, ParseContext context) {
    Matching matching = new Matching(command, text, values);
    if (matching.match(whole).isPresent()) {
      return List.of();
    }
    Optional<String> environment =
        new EnvironmentRule(inventory, context).likely(matching.environment());
    int from = last.map(Word::start).orElse(text.length());
    Optional<Argument> named = last.flatMap(Word::name).flatMap(command::parameter);
    if (named.isPresent() && last.isPresent()) {
      int valueAt = text.indexOf('=', from) + 1;
      return ranked(
          candidates(command, named.get(), environment, valueAt), text.substring(valueAt));
    }
    List<Suggestion> all = new ArrayList<>();
    for (Argument parameter : matching.free()) {
      all.addAll(candidates(command, parameter, environment, from));
      if (!parameter.optional()) {
        break;
      }
    }
    return ranked(all, last.map(word -> word.raw(text)).orElse(""));
  }

  private List<Suggestion> candidates(
      Command command, Argument parameter, Optional<String> environment, int from) {
    String where = environment.map(name -> " · " + name).orElse("");
    return switch (parameter.type()) {
      case RUNBOOK ->
          names.runbooks().stream().map(named -> suggestion(from, named.id(), named)).toList();
      case DRILL ->
          names.drills().stream()
              .map(named ->
                  suggestion(from, named.alias().isEmpty() ? named.id() : named.alias(), named))
              .toList();
      case DURATION -> fixed(from, parameter, Stream.of("5m", "15m", "1h"), "");
      case WORKLOAD, SERVICE, HOST, NODE, QUEUE ->
          fixed(from, parameter, values.known(command, parameter, environment).stream(), where);
      case ENVIRONMENT, FLAG, CHOICE, PATH, TEXT, TIME, NUMBER ->
          fixed(from, parameter, values.known(command, parameter, environment).stream(), "");
    };
  }

  private static List<Suggestion> fixed(
      int from, Argument parameter, Stream<String> known, String where) {
    String hint =
        parameter.type() == ArgumentType.TEXT ? parameter.name() : parameter.type().word();
    return known.map(name -> new Suggestion(from, name + " ", name, hint + where)).toList();
  }

  private static Suggestion suggestion(int from, String insert, Names.Named named) {
    return new Suggestion(from, insert + " ", insert, named.title());
  }

  /**
   * Those that begin with what is typed, then those that hold it; each label once. One letter is in
   * everything, so it counts at the beginning only, and two are too few for a hint.
   */
  private static List<Suggestion> ranked(List<Suggestion> all, String partial) {
    String typed = normal(partial);
    Stream<Suggestion> beginning = all.stream().filter(s -> normal(s.label()).startsWith(typed));
    Stream<Suggestion> holding =
        all.stream()
            .filter(s -> typed.length() >= HOLDING_MIN && normal(s.label()).contains(typed));
    Stream<Suggestion> hinting =
        all.stream().filter(s -> typed.length() > HOLDING_MIN && normal(s.hint()).contains(typed));
    Map<String, Suggestion> once = new LinkedHashMap<>();
    Stream.of(beginning, holding, hinting)
        .flatMap(found -> found)
        .forEach(s -> once.putIfAbsent(s.label(), s));
    return once.values().stream().limit(SUGGESTIONS_MAX).toList();
  }

  private static String normal(String text) {
    return text.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
