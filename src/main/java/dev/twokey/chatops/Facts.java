package dev.twokey.chatops;

import static java.util.Objects.requireNonNull;

import dev.twokey.chat.Card.EnvironmentTag;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.people.Roster;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a card says beside the state that it shows.
 *
 * @param inventory gives each environment its colour
 * @param roster gives people their names, and says who may sign now
 * @param breakGlassPossible whether the policy lets one key do for this plan
 * @param position of the newest event that the card shows, in the whole journal; 0 is not shown
 * @param doors where people show passkeys, and who has one
 */
public record Facts(
    Inventory inventory, Roster roster, boolean breakGlassPossible, long position, Doors doors) {
  /**
   * How people could prove themselves by passkey.
   *
   * @param signIn where; empty while there is no console
   * @param withPasskeys who could
   */
  public record Doors(String signIn, Set<PersonId> withPasskeys) {
    /** There is no console, and nobody has a passkey. */
    public static final Doors NONE = new Doors("", Set.of());

    public Doors {
      requireNonNull(signIn, "signIn");
      withPasskeys = Set.copyOf(withPasskeys);
    }
  }

  /** The colour of an environment that the inventory no longer has. */
  private static final String UNKNOWN_COLOR = "grey";

  public Facts {
    requireNonNull(inventory, "inventory");
    requireNonNull(roster, "roster");
    requireNonNull(doors, "doors");
  }

  /** Makes facts for a house without passkeys. */
  public Facts(Inventory inventory, Roster roster, boolean breakGlassPossible, long position) {
    this(inventory, roster, breakGlassPossible, position, Doors.NONE);
  }

  /** Returns facts without break-glass. */
  public static Facts of(Inventory inventory, Roster roster, long position) {
    return new Facts(inventory, roster, false, position);
  }

  /** Returns word and colour of an environment. */
  EnvironmentTag tag(String environment) {
    String color = inventory.environment(environment).map(Environment::color).orElse(UNKNOWN_COLOR);
    return new EnvironmentTag(environment, color);
  }

  /** Returns a person's name; the id of one who has left the roster. */
  String name(PersonId id, Instant now) {
    return roster.person(id, now).map(Person::name).orElse(id.id());
  }

  /** Returns names, separated by commas. */
  String names(List<PersonId> ids, Instant now) {
    return String.join(", ", ids.stream().map(id -> name(id, now)).toList());
  }

  /** Returns the place in the journal; empty if it is not known. */
  String record() {
    return position > 0 ? "record #" + position : "";
  }
}
