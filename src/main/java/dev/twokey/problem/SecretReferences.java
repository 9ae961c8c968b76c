package dev.twokey.problem;

import java.util.regex.Pattern;

/**
 * Refuses references to secrets in files that may hold none. They are legal only inside a
 * connection of the inventory, so that a runbook or a command can't carry a secret to another
 * place.
 */
public final class SecretReferences {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\s*(env|file)\\s*:");

  private SecretReferences() {}

  /** Returns whether a text holds one. */
  public static boolean in(String text) {
    return REFERENCE.matcher(text).find();
  }

  /** Reports each text below a node that holds one. */
  public static void refuse(YamlNode node, ErrorCode code, Problems problems) {
    switch (node) {
      case YamlNode.Text text -> {
        if (in(text.value())) {
          problems.error(
              text.at(),
              code,
              "A reference to a secret is not allowed here.",
              "Only the credentials of a connection in inventory/ may hold one; name that"
                  + " connection.");
        }
      }
      case YamlNode.Sequence list -> list.items().forEach(item -> refuse(item, code, problems));
      case YamlNode.Mapping map ->
          map.values().values().forEach(value -> refuse(value, code, problems));
      case YamlNode.Whole _, YamlNode.Real _, YamlNode.Flag _, YamlNode.Nothing _ -> {}
    }
  }
}
