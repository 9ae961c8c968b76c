package dev.twokey.command;

import dev.twokey.action.ActionKind;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All commands. A value: a reload makes a new one. */
public final class CommandCatalog {
  /** How many there may be: the limit of Discord. */
  public static final int COMMANDS_MAX = 100;

  /** The commands that Twokey ships and nobody may remove or replace, and what they run. */
  public static final Map<String, Handler> RESERVED =
      Collections.unmodifiableMap(
          new TreeMap<>(
              Map.ofEntries(
                  Map.entry("approve", Handler.REVIEW),
                  Map.entry("confirm", Handler.REVIEW),
                  Map.entry("deny", Handler.REVIEW),
                  Map.entry("export", Handler.EXPORT),
                  Map.entry("grant", Handler.GRANT),
                  Map.entry("halt", Handler.HALT),
                  Map.entry("help", Handler.HELP),
                  Map.entry("incident", Handler.INCIDENT),
                  Map.entry("release", Handler.RELEASE),
                  Map.entry("revoke", Handler.REVOKE),
                  Map.entry("takeover", Handler.TAKEOVER),
                  Map.entry("withdraw", Handler.REVIEW))));

  private final Map<String, Command> commands;

  private CommandCatalog(Map<String, Command> commands) {
    this.commands = Collections.unmodifiableMap(new TreeMap<>(commands));
  }

  /** Returns a catalog of commands that are known to be right. */
  public static CommandCatalog of(List<Command> commands) {
    Map<String, Command> byName = new TreeMap<>();
    commands.forEach(command -> byName.put(command.name(), command));
    return new CommandCatalog(byName);
  }

  /**
   * Reads the files of {@code commands/}. Whoever loads must refuse the whole when {@link
   * Problems#hasErrors}.
   *
   * @param files text by file name, such as {@code commands/restart.yaml}
   * @param kinds the kinds of action that a command may run
   */
  public static CommandCatalog read(
      Map<String, String> files, Collection<ActionKind> kinds, Problems problems) {
    Map<String, Command> commands = new TreeMap<>();
    Map<String, ActionKind> byName = new TreeMap<>();
    kinds.forEach(kind -> byName.put(kind.name(), kind));
    files.forEach((file, text) ->
        CommandReader.read(file, text, byName, problems)
            .ifPresent(command -> {
              if (commands.putIfAbsent(command.name(), command) != null) {
                error(
                    file,
                    "The command /" + command.name() + " has two files.",
                    "Keep one of them.",
                    problems);
              }
            }));
    RESERVED.keySet().stream()
        .filter(name -> !commands.containsKey(name))
        .forEach(name ->
            error(
                "commands/" + name + ".yaml",
                "The reserved command /" + name + " is missing or can't be read.",
                "Put back the file that Twokey ships.",
                problems));
    if (commands.size() > COMMANDS_MAX) {
      error(
          "commands",
          "There are " + commands.size() + " commands, the limit is " + COMMANDS_MAX + ".",
          "Remove some: platforms show no more.",
          problems);
    }
    return new CommandCatalog(commands);
  }

  /** Returns a command by its name, with or without the slash, whatever its capitals. */
  public Optional<Command> command(String name) {
    String word = name.startsWith("/") ? name.substring(1) : name;
    return Optional.ofNullable(commands.get(word.toLowerCase(Locale.ROOT)));
  }

  /** Returns all commands, ordered by name. */
  public Collection<Command> commands() {
    return commands.values();
  }

  private static void error(String file, String what, String advice, Problems problems) {
    problems.error(new Location(file, 1, 1), ErrorCode.CONFIG_INVALID, what, advice);
  }
}
