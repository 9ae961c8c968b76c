package dev.twokey.people;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads accounts as files have them: {@code slack:T01/U02}, {@code discord:2222}, {@code console}.
 */
final class AccountText {
  /** Ids that their owner can't change; names and addresses are none. */
  private static final Map<String, Pattern> IDS =
      Map.of(
          "slack", Pattern.compile("[TE][A-Z0-9]{1,20}/[UW][A-Z0-9]{1,20}"),
          "discord", Pattern.compile("\\d{1,20}"));

  private AccountText() {}

  static Optional<Account> read(String person, String text) {
    int colon = text.indexOf(':');
    String platform = colon < 0 ? text : text.substring(0, colon);
    String id = colon < 0 ? person : text.substring(colon + 1);
    if (platform.equals("console") || platform.equals("cli")) {
      return id.equals(person) ? Optional.of(new Account(platform, id)) : Optional.empty();
    }
    return Optional.ofNullable(IDS.get(platform))
        .filter(pattern -> colon >= 0 && pattern.matcher(id).matches())
        .map(pattern -> new Account(platform, id));
  }

  static String advice(String person) {
    return "Write slack:T…/U…, discord: and digits, console or cli; ids, not names. The console's"
               + " id is always the person's own, here "
        + person
        + ".";
  }
}
