package dev.twokey.app;

import static java.util.Objects.requireNonNull;

import dev.twokey.chatops.Setup;
import dev.twokey.trust.InForce;

/**
 * All files as they were read.
 *
 * @param setup with what the files say; whether that holds is another question
 * @param files roster, policy and inventory of the files
 */
record Loaded(Setup setup, InForce files) {
  Loaded {
    requireNonNull(setup, "setup");
    requireNonNull(files, "files");
  }

  /** Returns everything, with roster, policy and inventory as they hold. */
  Setup with(InForce holds) {
    return new Setup(
        holds.roster(),
        holds.policy(),
        holds.inventory(),
        setup.runbooks(),
        setup.commands(),
        setup.names(),
        setup.actions(),
        setup.demo());
  }
}
