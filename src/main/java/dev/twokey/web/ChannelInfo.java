package dev.twokey.web;

import static java.util.Objects.requireNonNull;

import dev.twokey.chat.Card.EnvironmentTag;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A channel that the console always shows. Others appear when something is posted to them.
 *
 * @param id stands in addresses: small letters, digits, dashes and dots, at most 80
 * @param name for people, without a sign in front
 * @param environment to which it is bound
 */
public record ChannelInfo(String id, String name, Optional<EnvironmentTag> environment) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,79}");

  public ChannelInfo {
    requireNonNull(name, "name");
    requireNonNull(environment, "environment");
    if (!isId(id)) {
      throw new IllegalArgumentException("channel " + id + " is not of the form " + ID);
    }
  }

  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }
}
