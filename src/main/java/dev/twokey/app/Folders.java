package dev.twokey.app;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the files are.
 *
 * @param base where relative paths of the configuration count from
 * @param config with {@code people.yaml}, {@code policy.yaml} and {@code inventory/}
 * @param runbooks the runbooks
 * @param commands the commands
 * @param state of the bot: the journal and its token
 * @param signingKey which signs the journal's checkpoints; never in the state, beside the journal
 * @param witness where heads of the journal are noted elsewhere
 */
record Folders(
    Path base,
    Path config,
    Path runbooks,
    Path commands,
    Path state,
    Path signingKey,
    Optional<SinkPlace> witness) {
  /** Makes folders with the signing key beside the folder of the state. */
  Folders(Path base, Path config, Path runbooks, Path commands, Path state) {
    this(
        base,
        config,
        runbooks,
        commands,
        state,
        state.toAbsolutePath().resolveSibling(state.getFileName() + ".key"),
        Optional.empty());
  }

  /** Returns the folders of the demo in a checkout. */
  static Folders demo(Path home) {
    return new Folders(
        home,
        home.resolve("deploy/lab/config"),
        home.resolve("runbooks"),
        home.resolve("commands"),
        home.resolve(".twokey/demo"));
  }

  Folders with(Path key) {
    return new Folders(base, config, runbooks, commands, state, key, witness);
  }

  Folders with(SinkPlace sink) {
    return new Folders(base, config, runbooks, commands, state, signingKey, Optional.of(sink));
  }

  Path journal() {
    return state.resolve("journal.db");
  }

  /** What stands in the chats; can be deleted while no bot runs. */
  Path deliveries() {
    return state.resolve("deliveries.db");
  }

  Path token() {
    return state.resolve("cli.token");
  }

  Path address() {
    return state.resolve("address");
  }
}
