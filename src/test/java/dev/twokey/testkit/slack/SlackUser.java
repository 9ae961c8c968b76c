package dev.twokey.testkit.slack;

/**
 * Somebody whom the workspace knows.
 *
 * @param id such as {@code U01}
 * @param team of the account; another than the workspace's for people of other organisations
 * @param name shown
 * @param kind what the account is
 */
public record SlackUser(String id, String team, String name, Kind kind) {
  /** What an account is. */
  public enum Kind {
    MEMBER,
    MULTI_CHANNEL_GUEST,
    SINGLE_CHANNEL_GUEST,
    STRANGER,
    BOT
  }
}
