package dev.twokey.sim;

import dev.twokey.action.Action;
import dev.twokey.action.ActionCall;
import dev.twokey.action.ActionKind;
import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.inventory.Target;
import dev.twokey.journal.ReplicaId;
import dev.twokey.probe.Cancellation;
import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.ProbeKind;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The targets: units that are up or down, and timers that undo a fault whether a replica lives or
 * not. Changes fail, hang, or lose their answer as the seed wants it. Each change that takes effect
 * is told to the {@link Ledger}.
 */
final class Machines {
  /** A secret that targets give away in what they answer. */
  static final String SECRET = "hunter2-of-the-house";

  private static final Problem LOST =
      new Problem(ErrorCode.OUTCOME_UNKNOWN, "No answer came to " + SECRET + ".", "");
  private static final Problem BROKE = new Problem(ErrorCode.OUTCOME_UNKNOWN, "It broke.", "");
  private static final int CERTAIN = 1_000;

  private final VirtualTime time;
  private final RandomGenerator random;
  private final Ledger ledger;
  private final Map<String, Boolean> up = new TreeMap<>();
  private final Map<String, String> brokenBy = new TreeMap<>();
  private final Map<String, Timer> timers = new TreeMap<>();
  private long timersArmed;
  private boolean calm;

  private record Timer(String unit, long serial) {}

  Machines(VirtualTime time, RandomGenerator random, Ledger ledger) {
    this.time = time;
    this.random = random;
    this.ledger = ledger;
    for (String environment : Setting.ENVIRONMENTS) {
      Setting.UNITS.forEach(unit -> up.put(environment + "/" + unit, true));
    }
  }

  /** From here on everything works. */
  void calm() {
    calm = true;
    up.replaceAll((unit, runs) -> runs || !brokenBy.containsKey(unit));
  }

  /** Something breaks, or is mended by hand, without Twokey. */
  void weather() {
    List<String> units = List.copyOf(up.keySet());
    String unit = units.get(random.nextInt(units.size()));
    if (!brokenBy.containsKey(unit)) {
      up.put(unit, random.nextInt(3) > 0);
    }
  }

  /** Returns the unit that an operation broke and nobody mended since. */
  Optional<String> brokenBy(String operation) {
    return brokenBy.entrySet().stream()
        .filter(e -> e.getValue().equals(operation))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Returns whether a timer stands on a target. */
  boolean hasTimer(String operation) {
    return timers.containsKey(operation);
  }

  /** Returns the probes of a replica with that clock. */
  List<Probe> probes(InstantSource clock) {
    return Setting.probes().stream().<Probe>map(kind -> new Asking(kind, clock)).toList();
  }

  /** Returns the actions of a replica whose clock is that far ahead. */
  List<Action> actions(ReplicaId replica, Duration skew) {
    return Setting.actions().stream().<Action>map(k -> new Changing(k, replica, skew)).toList();
  }

  private String unit(ActionCall call) {
    return call.environment() + "/" + call.text("unit").orElseThrow();
  }

  private void change(ActionCall call, Optional<String> operation) {
    switch (call.action()) {
      case "host.service.start", "host.service.restart" -> mend(unit(call));
      case "host.service.stop" -> {
        up.put(unit(call), false);
        brokenBy.put(unit(call), operation.orElse("nobody"));
      }
      case "host.timer.arm" -> {
        String id = call.text("id").orElseThrow();
        Timer timer = new Timer(unit(call), ++timersArmed);
        timers.put(id, timer);
        if (!(call.with().get("after") instanceof Duration after)) {
          throw new IllegalStateException("the timer has no time: " + call);
        }
        time.later(after, () -> fire(id, timer));
      }
      case "host.timer.disarm" -> timers.remove(call.text("id").orElseThrow());
      default -> throw new IllegalStateException(call.action());
    }
  }

  private void fire(String id, Timer timer) {
    if (timer.equals(timers.get(id))) {
      timers.remove(id);
      mend(timer.unit());
    }
  }

  private void mend(String unit) {
    up.put(unit, true);
    brokenBy.remove(unit);
  }

  private boolean chance(int inThousand) {
    return !calm && random.nextInt(CERTAIN) < inThousand;
  }

  private final class Asking implements Probe {
    private final ProbeKind kind;
    private final InstantSource clock;

    Asking(ProbeKind kind, InstantSource clock) {
      this.kind = kind;
      this.clock = clock;
    }

    @Override
    public ProbeKind kind() {
      return kind;
    }

    @Override
    public Reading read(ProbeCall call, Cancellation cancellation) {
      if (chance(10)) {
        throw new VirtualTime.Hangs();
      } else if (chance(15)) {
        return new Reading.Unreadable(clock.instant(), LOST);
      }
      String state =
          call.probe().equals("host.timer")
              ? timers.containsKey(call.text("id").orElseThrow()) ? "armed" : "none"
              : up.getOrDefault(call.environment() + "/" + call.text("unit").orElseThrow(), false)
                  ? "active"
                  : "failed";
      return new Reading.Observed(clock.instant(), Map.of("state", state));
    }
  }

  private final class Changing implements Action {
    private final ActionKind kind;
    private final ReplicaId replica;
    private final Duration skew;

    Changing(ActionKind kind, ReplicaId replica, Duration skew) {
      this.kind = kind;
      this.replica = replica;
      this.skew = skew;
    }

    @Override
    public ActionKind kind() {
      return kind;
    }

    @Override
    public Preview preview(ActionCall call, Cancellation cancellation) {
      if (chance(10)) {
        return new Preview.Impossible(LOST);
      }
      return new Preview.Ready(
          call.text("unit").map(u -> new Target(call.environment(), u)).stream().toList(),
          call.action(),
          List.of(),
          fingerprint(call),
          "",
          "");
    }

    private String fingerprint(ActionCall call) {
      return call.action() + call.with();
    }

    @Override
    public Outcome execute(ActionCall call, String fingerprint, Cancellation cancellation) {
      if (cancellation.cancelled() && random.nextBoolean()) {
        return new Outcome.Unknown(LOST);
      } else if (chance(40)) {
        return new Outcome.Refused(BROKE);
      } else if (chance(30)) {
        return new Outcome.Failed(BROKE);
      } else if (chance(30)) {
        throw new VirtualTime.Hangs();
      }
      boolean same = fingerprint.equals(fingerprint(call));
      Optional<String> operation =
          ledger.executed(
              replica, call, same, cancellation.deadline().minus(call.timeout()).minus(skew));
      change(call, operation);
      if (chance(50)) {
        throw new VirtualTime.Hangs();
      } else if (chance(40)) {
        return new Outcome.Unknown(LOST);
      } else if (chance(20)) {
        return new Outcome.Failed(BROKE);
      }
      return new Outcome.Succeeded("done");
    }
  }
}
