package dev.twokey.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The command line of the program, as somebody uses it on a story's files: what is typed, what is
 * printed, how it exits.
 */
final class TypedAtTerminal {
  private final Folders folders;
  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> questions = new ArrayList<>();
  private final boolean person;

  private TypedAtTerminal(Folders folders, boolean person) {
    this.folders = folders;
    this.person = person;
  }

  /** How a command ended. */
  record Ended(int exit, String out, String err) {}

  /** Somebody sits there and answers the questions in this order. */
  static TypedAtTerminal answering(StoryFiles files, String... answers) {
    return answering(files.folders(), answers);
  }

  /** The same, on any files. */
  static TypedAtTerminal answering(Folders folders, String... answers) {
    TypedAtTerminal typed = new TypedAtTerminal(folders, true);
    typed.answers.addAll(List.of(answers));
    return typed;
  }

  /** A script runs it: there is nobody to ask. */
  static TypedAtTerminal nobody(StoryFiles files) {
    return new TypedAtTerminal(files.folders(), false);
  }

  /** Returns what was asked, in order. */
  List<String> questions() {
    return List.copyOf(questions);
  }

  /** Runs {@code ./twokey run}. */
  Ended run(String... words) {
    List<String> all = new ArrayList<>(List.of("run"));
    all.addAll(List.of(words));
    return command(all);
  }

  /** Runs any command, with the story's folders. */
  Ended command(List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.addAll(
        List.of(
            "--config", folders.config().toString(),
            "--runbooks", folders.runbooks().toString(),
            "--commands", folders.commands().toString(),
            "--state", folders.state().toString(),
            "--signing-key", folders.signingKey().toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Main.line(this::ask)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Ended(exit, out.toString(), err.toString());
  }

  private Optional<String> ask(String question) {
    if (!person) {
      return Optional.empty();
    }
    questions.add(question);
    return Optional.of(answers.isEmpty() ? "" : answers.remove());
  }
}
