package dev.twokey.guard;

import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * There must be a backup that is young enough. Missing, unreadable, not valid and future-dated ones
 * all refuse.
 */
final class BackupGuard implements Guard {
  private static final String KEY = "guard|backup_freshness";
  private static final Duration READ_WITHIN = Duration.ofSeconds(10);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "backup_freshness";
  }

  @Override
  public Map<String, ProbeCall> needs(Premises premises) {
    return premises
        .rules()
        .backup()
        .map(backup ->
            Map.of(
                KEY,
                new ProbeCall(
                    "backup." + backup.from(),
                    premises.environment(),
                    Optional.empty(),
                    backup
                        .connection()
                        .<Map<String, Object>>map(c -> Map.of("connection", c))
                        .orElse(Map.of()),
                    READ_WITHIN)))
        .orElse(Map.of());
  }

  @Override
  public List<EvidenceLine> evidence(GuardFacts facts) {
    return switch (facts.readings().get(KEY)) {
      case null -> List.of();
      case Reading.Unreadable(var at, var why) ->
          List.of(new EvidenceLine("the backups can't be read: " + why.what(), at));
      case Reading.Observed(var at, var values) ->
          List.of(
              new EvidenceLine("newest backup of " + values.getOrDefault("newest", "never"), at));
    };
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    return facts
        .rules()
        .backup()
        .map(b -> judge(facts, b.maxAge()))
        .orElseGet(Verdict.NotAsked::new);
  }

  private static Verdict judge(GuardFacts facts, Duration maxAge) {
    return switch (facts.readings().get(KEY)) {
      case null -> deny("The age of the newest backup was not read.");
      case Reading.Unreadable(_, var why) -> deny("The backups can't be read: " + why.what());
      case Reading.Observed(_, var values) -> {
        Object status = values.getOrDefault("status", "missing");
        if (!status.equals(0L)) {
          yield deny(
              "The backups are not valid: status "
                  + status
                  + ", "
                  + values.getOrDefault("message", "no message")
                  + ".");
        }
        yield values.get("newest") instanceof Instant newest
            ? age(facts.now(), newest, maxAge)
            : deny("There is no backup.");
      }
    };
  }

  private static Verdict age(Instant now, Instant newest, Duration maxAge) {
    Duration age = Duration.between(newest, now);
    if (age.compareTo(CLOCK_SKEW.negated()) < 0) {
      return deny("The newest backup is dated in the future, " + newest + "; a clock is wrong.");
    } else if (age.compareTo(maxAge) > 0) {
      return deny(
          "The newest backup is "
              + age.toHours()
              + " h old, of "
              + newest
              + "; the policy wants at most "
              + maxAge.toHours()
              + " h.");
    }
    return new Verdict.Allow("newest backup " + Math.max(0, age.toMinutes()) + " min old");
  }

  private static Verdict deny(String what) {
    return new Verdict.Deny(
        new Problem(ErrorCode.BACKUP_STALE, what, "Make a backup, then ask again."));
  }
}
