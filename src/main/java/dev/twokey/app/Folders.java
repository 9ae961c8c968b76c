package dev.twokey.app;

import java.nio.file.Path;

/**
 * Where the files are.
 *
 * @param base where relative paths of the configuration count from
 * @param config with {@code people.yaml}, {@code policy.yaml} and {@code inventory/}
 * @param runbooks the runbooks
 * @param commands the commands
 * @param state of the bot: the journal and its token
 */
record Folders(Path base, Path config, Path runbooks, Path commands, Path state) {
  /** Returns the folders of the demo in a checkout. */
  static Folders demo(Path home) {
    return new Folders(
        home,
        home.resolve("deploy/lab/config"),
        home.resolve("runbooks"),
        home.resolve("commands"),
        home.resolve(".twokey/demo"));
  }

  Path journal() {
    return state.resolve("journal.db");
  }

  Path token() {
    return state.resolve("cli.token");
  }

  Path address() {
    return state.resolve("address");
  }
}
