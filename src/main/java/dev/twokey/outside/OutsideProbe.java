package dev.twokey.outside;

import static java.util.Objects.requireNonNull;

import dev.twokey.inventory.Access;
import dev.twokey.outside.OutsideFailure.Stage;
import dev.twokey.probe.Cancellation;
import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.ProbeKind;
import dev.twokey.probe.Reading;
import dev.twokey.problem.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The frame of a probe: checks the call, holds its limit, and turns failures into values. Where the
 * question is whether something answers (the reading has a field {@code answered}), a refusal or a
 * time-out is read as {@code answered: false}; otherwise it is unreadable.
 */
public abstract class OutsideProbe implements Probe {
  private static final String ANSWERED = "answered";

  private final World world;
  private final ProbeKind kind;
  private final Place place;

  protected OutsideProbe(World world, ProbeKind kind) {
    this(
        world,
        kind,
        (_, probe, _) -> {
          throw new IllegalStateException(probe + " has no place (this is a bug)");
        });
  }

  /**
   * Makes a probe that can be asked from other places.
   *
   * @param place where calls with a {@code from} are sent
   */
  protected OutsideProbe(World world, ProbeKind kind, Place place) {
    this.world = requireNonNull(world, "world");
    this.kind = requireNonNull(kind, "kind");
    this.place = requireNonNull(place, "place");
  }

  @Override
  public final ProbeKind kind() {
    return kind;
  }

  @Override
  public final Reading read(ProbeCall call, Cancellation cancellation) {
    try (Limit limit = Limit.start(call.timeout(), cancellation, world.clock().instant())) {
      try {
        Call checked =
            Call.check(
                kind.name(),
                kind.arguments(),
                call.environment(),
                call.with(),
                Access.READ,
                limit,
                world);
        checked.mustGoOn();
        if (call.from().isPresent()) {
          return fromPlace(checked, call.from().get());
        }
        Map<String, Object> values = ask(checked);
        return new Reading.Observed(world.clock().instant(), values);
      } catch (OutsideFailure failure) {
        return unanswered(failure, limit);
      }
    }
  }

  /**
   * Asks.
   *
   * @return the fields of the reading; what could not be read is left out
   */
  protected abstract Map<String, Object> ask(Call call) throws OutsideFailure;

  /** Adds to a reading {@code answered: false} what else is known, such as a reason. */
  protected void unanswered(OutsideFailure failure, Map<String, Object> values) {
    if (kind.reading().fields().containsKey("detail")) {
      values.put("detail", failure.why().what());
    }
  }

  private Reading fromPlace(Call call, String from) {
    try {
      if (!kind.placed()) {
        throw OutsideFailure.notAsked(
            ErrorCode.ARGUMENT_UNKNOWN,
            kind.name() + " can't be asked from " + from + ".",
            "Leave 'from' out: Twokey itself asks.");
      }
      Map<String, Object> values = place.ask(call, kind.name(), from);
      return new Reading.Observed(world.clock().instant(), values);
    } catch (OutsideFailure placeIsAway) {
      return new Reading.Unreadable(world.clock().instant(), placeIsAway.why());
    }
  }

  private Reading unanswered(OutsideFailure failure, Limit limit) {
    boolean silent = failure.stage() == Stage.UNREACHED || failure.stage() == Stage.LOST;
    if (silent && !limit.cancelled() && kind.reading().fields().containsKey(ANSWERED)) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put(ANSWERED, false);
      unanswered(failure, values);
      return new Reading.Observed(world.clock().instant(), values);
    }
    return new Reading.Unreadable(world.clock().instant(), failure.why());
  }
}
