package dev.twokey.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes the folder of the bot's own state, for its owner alone. */
final class StateFolder {
  private StateFolder() {}

  static void make(Folders folders) throws IOException {
    Files.createDirectories(folders.state());
    Files.setPosixFilePermissions(folders.state(), PosixFilePermissions.fromString("rwx------"));
  }
}
