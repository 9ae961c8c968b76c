package dev.twokey.app;

import java.io.Console;
import java.util.Optional;

/** Where a person who typed a command can be asked something. */
interface Terminal {
  /** Asks and returns what was typed; empty if no person sits there. The end of input is "". */
  Optional<String> ask(String question);

  /**
   * Returns the terminal of this process; it has none where its input comes from a file or pipe.
   */
  static Terminal ofThisProcess() {
    Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    return question ->
        console.map(c -> Optional.ofNullable(c.readLine("%s", question)).orElse("").strip());
  }
}
