package dev.twokey.operation;

import dev.twokey.action.Outcome;
import java.time.Duration;

/** Short words for people, used in events and cards alike. */
final class Words {
  private static final int SECONDS_MAX = 120;

  private Words() {}

  static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded(var evidence) -> evidence;
      case Outcome.Refused(var why) -> "refused: " + why.what();
      case Outcome.Failed(var why) -> "failed: " + why.what();
      case Outcome.Unknown(var why) -> "outcome unknown: " + why.what();
    };
  }

  static String duration(Duration d) {
    long seconds = d.toSeconds();
    return seconds < SECONDS_MAX ? seconds + " s" : d.toMinutes() + " min";
  }
}
