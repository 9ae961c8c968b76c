package dev.twokey.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the files are: options that several commands take. What is not named is the demo's. */
final class Where {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "people.yaml, policy.yaml, inventory/")
  @Nullable Path config;

  @Option(names = "--runbooks", paramLabel = "DIR", description = "the runbooks")
  @Nullable Path runbooks;

  @Option(names = "--commands", paramLabel = "DIR", description = "the commands")
  @Nullable Path commands;

  @Option(names = "--state", paramLabel = "DIR", description = "journal and token of the bot")
  @Nullable Path state;

  @Option(
      names = "--signing-key",
      paramLabel = "FILE",
      description =
          "which signs the journal's checkpoints (default: signing.key in --config, or beside the"
              + " demo's state)")
  @Nullable Path signingKey;

  Folders folders() {
    Folders demo = Folders.demo(Main.home());
    Folders named =
        new Folders(
            demo.base(),
            config == null ? demo.config() : config,
            runbooks == null ? demo.runbooks() : runbooks,
            commands == null ? demo.commands() : commands,
            state == null ? demo.state() : state);
    if (signingKey != null) {
      return named.with(signingKey);
    }
    return config == null ? named : named.with(config.resolve("signing.key"));
  }
}
