package dev.twokey.inventory;

import static java.util.Objects.requireNonNull;

/**
 * Names a secret without holding it. Written {@code ${env:NAME}} or {@code ${file:PATH}}, legal
 * only inside a connection.
 *
 * @param source where it is found
 * @param name of the variable, or path of the file (relative to the folder of the configuration)
 */
public record SecretRef(Source source, String name) {
  /** Where a secret is found. */
  public enum Source {
    ENVIRONMENT,
    FILE
  }

  public SecretRef {
    requireNonNull(source, "source");
    requireNonNull(name, "name");
  }

  @Override
  public String toString() {
    return "${" + (source == Source.ENVIRONMENT ? "env" : "file") + ":" + name + "}";
  }
}
