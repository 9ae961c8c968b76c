package dev.twokey.chat.slack;

import static java.util.Objects.requireNonNull;

import dev.twokey.problem.Secret;
import java.time.Duration;

/**
 * How Slack is reached.
 *
 * @param apiUrl where the methods of the Web API lie, with a slash at the end
 * @param botToken of the app's bot, {@code xoxb-…}
 * @param appToken with which connections are opened, {@code xapp-…}
 * @param umbrella the command under which all others can be typed, such as {@code /twokey}
 * @param patience how long things may take
 */
public record SlackSettings(
    String apiUrl, Secret botToken, Secret appToken, String umbrella, Patience patience) {
  /** Slack's own address. */
  public static final String SLACK = "https://slack.com/api/";

  /** Makes them, all of them given. */
  public SlackSettings {
    requireNonNull(apiUrl, "apiUrl");
    requireNonNull(botToken, "botToken");
    requireNonNull(appToken, "appToken");
    requireNonNull(umbrella, "umbrella");
    requireNonNull(patience, "patience");
  }

  /**
   * How long things may take.
   *
   * @param journal until an input is on record; Slack waits three seconds for its acknowledgement
   * @param call one call of the Web API
   * @param firstRetry before a lost connection is opened again, doubled with each failure
   * @param lastRetry at most
   */
  public record Patience(Duration journal, Duration call, Duration firstRetry, Duration lastRetry) {
    /** Makes them, all of them given. */
    public Patience {
      requireNonNull(journal, "journal");
      requireNonNull(call, "call");
      requireNonNull(firstRetry, "firstRetry");
      requireNonNull(lastRetry, "lastRetry");
    }

    /** Returns what fits Slack's own three seconds. */
    public static Patience usual() {
      return new Patience(
          Duration.ofMillis(2_300),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofMinutes(1));
    }
  }
}
