package dev.twokey.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a secret without holding it. Written {@code ${env:NAME}} or {@code ${file:PATH}}, legal
 * only inside a connection.
 *
 * @param source where it is found
 * @param name of the variable, or path of the file (relative to the folder of the configuration)
 */
public record SecretRef(Source source, String name) {
  private static final Pattern WRITTEN =
      Pattern.compile("\\$\\{(?:env:([A-Za-z_][A-Za-z0-9_]*)|file:([^\\s{}]+))}");

  /** Where a secret is found. */
  public enum Source {
    ENVIRONMENT,
    FILE
  }

  public SecretRef {
    requireNonNull(source, "source");
    requireNonNull(name, "name");
  }

  /** Reads a reference; empty where the text is none. */
  public static Optional<SecretRef> parse(String text) {
    Matcher m = WRITTEN.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        m.group(1) == null
            ? new SecretRef(Source.FILE, m.group(2))
            : new SecretRef(Source.ENVIRONMENT, m.group(1)));
  }

  @Override
  public String toString() {
    return "${" + (source == Source.ENVIRONMENT ? "env" : "file") + ":" + name + "}";
  }
}
