package dev.twokey.outside;

import static java.util.Objects.requireNonNull;

import dev.twokey.inventory.Access;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Credential;
import dev.twokey.inventory.Entry;
import dev.twokey.inventory.EntryKind;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.SecretRef;
import dev.twokey.inventory.Secrets.SecretMissingException;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call whose arguments were checked: everything it names exists in its environment.
 *
 * @param environment that the arguments name things of
 * @param arguments as the kind declares them
 * @param with the values
 * @param login the only login, beside {@code read}, that its changes may use
 * @param changing whether it changes now: before, the login's secrets stay where they are
 * @param limit when it must end
 * @param world what the connector was given
 */
public record Call(
    Environment environment,
    List<Argument> arguments,
    Map<String, Object> with,
    Access login,
    boolean changing,
    Limit limit,
    World world) {

  static Call check(
      String kind,
      List<Argument> arguments,
      String environment,
      Map<String, Object> with,
      Access login,
      Limit limit,
      World world)
      throws OutsideFailure {
    Environment found =
        world
            .inventory()
            .get()
            .environment(environment)
            .orElseThrow(() ->
                OutsideFailure.notAsked(
                    ErrorCode.ENVIRONMENT_UNKNOWN,
                    "There is no environment '" + environment + "'.",
                    "Name one of the inventory."));
    Arguments.check(kind, arguments, with, found);
    return new Call(found, arguments, with, login, false, limit, world);
  }

  /** Returns the same call at the moment of its change. */
  Call change() {
    return new Call(environment, arguments, with, login, true, limit, world);
  }

  /** Fails when the call is over already, so that nothing is sent that nobody waits for. */
  void mustGoOn() throws OutsideFailure {
    if (limit.over()) {
      throw limit.failure(OutsideFailure.Stage.NOT_ASKED, "Nothing was sent");
    }
  }

  /** Returns the time of now. */
  public Instant now() {
    return world.clock().instant();
  }

  /** Returns a text that must be given. */
  public String text(String name) {
    return requireNonNull(with.get(name), name).toString();
  }

  /** Returns a text, or the fallback where it was left out. */
  public String text(String name, String fallback) {
    Object value = with.get(name);
    return value == null ? fallback : value.toString();
  }

  /** Returns a whole number held between two bounds, or the fallback where it was left out. */
  public int whole(String name, int fallback, int least, int most) {
    Object value = with.get(name);
    if (value == null) {
      return fallback;
    }
    return Math.clamp(Arguments.whole(value).orElseThrow(), least, most);
  }

  /** Returns a duration that must be given. */
  public Duration duration(String name) {
    return Arguments.duration(requireNonNull(with.get(name), name)).orElseThrow();
  }

  /** Returns the entry that an argument names. */
  public Entry entry(String argument) {
    EntryKind kind =
        arguments.stream()
            .filter(a -> a.name().equals(argument))
            .findFirst()
            .flatMap(a -> a.type().entryKind())
            .orElseThrow();
    return environment.entry(kind, text(argument)).orElseThrow();
  }

  /** Returns the entry of that kind and name, which another entry names. */
  public Entry entry(EntryKind kind, String name) throws OutsideFailure {
    return environment
        .entry(kind, name)
        .orElseThrow(() -> Arguments.unknownEntry(kind, name, environment));
  }

  /** Returns the connection that a fact of an entry names. */
  public Connection connection(Entry entry, String fact) throws OutsideFailure {
    Optional<String> name = entry.text(fact);
    if (name.isEmpty()) {
      throw OutsideFailure.notAsked(
          ErrorCode.CONNECTION_UNKNOWN,
          entry.kind().singular() + " " + entry.name() + " names no connection.",
          "Add '" + fact + "' to it in inventory/" + environment.name() + ".yaml.");
    }
    return environment
        .connection(name.get())
        .orElseThrow(() ->
            OutsideFailure.notAsked(
                ErrorCode.CONNECTION_UNKNOWN,
                entry.name() + " names the connection '" + name.get() + "', which is not there.",
                "Add it to inventory/" + environment.name() + ".yaml."));
  }

  /** Returns a fact that a connection must have, such as an address. */
  public String fact(Connection connection, String fact) throws OutsideFailure {
    return connection
        .fact(fact)
        .orElseThrow(() ->
            OutsideFailure.notAsked(
                ErrorCode.CONFIG_INVALID,
                "The connection " + connection.name() + " has no '" + fact + "'.",
                "Add it in inventory/" + environment.name() + ".yaml."));
  }

  /** Fails where a connection lacks the login of the change: told before anybody signs. */
  public void mustHaveLogin(Connection connection) throws OutsideFailure {
    credential(connection, login);
  }

  /**
   * Returns the credential of exactly this access.
   *
   * @throws IllegalStateException for one that is neither {@code read} nor the call's own
   */
  public Credential credential(Connection connection, Access access) throws OutsideFailure {
    if (access != Access.READ && access != login) {
      throw new IllegalStateException(
          "a call of "
              + login.word()
              + " asks for the "
              + access.word()
              + " login (this is a bug)");
    }
    return connection
        .credential(access)
        .orElseThrow(() ->
            OutsideFailure.notAsked(
                ErrorCode.CREDENTIAL_REFUSED,
                "The connection " + connection.name() + " has no " + access.word() + " login.",
                "Add '" + access.word() + ":' to it; a higher login is never used instead."));
  }

  /** Returns a plain value of a credential, such as its user. */
  public String user(Connection connection, Access access) throws OutsideFailure {
    String user = credential(connection, access).facts().get("user");
    if (user == null) {
      throw missingPart(connection, access, "user");
    }
    return user;
  }

  /**
   * Resolves a secret of a credential, such as its password. Keep no copy.
   *
   * @throws IllegalStateException for the login of a change before the change
   */
  public Secret secret(Connection connection, Access access, String name) throws OutsideFailure {
    if (access != Access.READ && !changing) {
      throw new IllegalStateException(
          "the " + access.word() + " login is wanted before the change (this is a bug)");
    }
    SecretRef ref = credential(connection, access).secrets().get(name);
    if (ref == null) {
      throw missingPart(connection, access, name);
    }
    return resolve(ref);
  }

  /** Resolves a secret. */
  public Secret resolve(SecretRef ref) throws OutsideFailure {
    try {
      return world.secrets().resolve(ref);
    } catch (SecretMissingException e) {
      throw OutsideFailure.notAsked(
          ErrorCode.CREDENTIAL_REFUSED, String.valueOf(e.getMessage()), e.advice());
    }
  }

  private static OutsideFailure missingPart(Connection connection, Access access, String part) {
    return OutsideFailure.notAsked(
        ErrorCode.CREDENTIAL_REFUSED,
        "The "
            + access.word()
            + " login of connection "
            + connection.name()
            + " has no "
            + part
            + ".",
        "Add it to the connection.");
  }
}
