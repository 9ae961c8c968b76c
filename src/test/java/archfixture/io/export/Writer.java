package archfixture.io.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Allowed: an adapter reads files. */
record Writer(Path path) {
  String text() throws IOException {
    return Files.readString(path);
  }
}
