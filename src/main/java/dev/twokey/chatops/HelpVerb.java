package dev.twokey.chatops;

import dev.twokey.command.Command;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /help [COMMAND]}. */
final class HelpVerb implements Verb {
  @Override
  public Routed route(Invocation in) {
    Optional<String> name = in.argument("command");
    if (name.isEmpty()) {
      List<String> lines = new ArrayList<>();
      in.setup().commands().commands().forEach(c -> lines.add(c.usage() + " · " + c.summary()));
      return new Routed.Answer(
          Optional.empty(),
          "What you can type",
          lines,
          List.of("/diagnose rabbitmq", "/gameday staging"),
          Optional.empty());
    }
    Optional<Command> command = in.setup().commands().command(name.get());
    if (command.isEmpty()) {
      String near =
          Nearest.to(
                  name.get(), in.setup().commands().commands().stream().map(Command::name).toList())
              .map(n -> "Did you mean /help " + n + "?")
              .orElse("Try /help.");
      return Routed.refused(
          ErrorCode.COMMAND_UNKNOWN, "There is no command '" + name.get() + "'.", near);
    }
    List<String> lines = new ArrayList<>();
    lines.add(command.get().summary());
    lines.add(command.get().usage());
    command.get().parameters().forEach(p -> lines.add(p.name() + ": " + p.says()));
    return new Routed.Answer(
        Optional.empty(),
        "/" + command.get().name(),
        lines,
        command.get().examples(),
        Optional.empty());
  }
}
