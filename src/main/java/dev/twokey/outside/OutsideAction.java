package dev.twokey.outside;

import static java.util.Objects.requireNonNull;

import dev.twokey.action.Action;
import dev.twokey.action.ActionCall;
import dev.twokey.action.ActionKind;
import dev.twokey.action.Outcome;
import dev.twokey.action.Preview;
import dev.twokey.action.Risk;
import dev.twokey.inventory.Access;
import dev.twokey.probe.Cancellation;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;

/**
 * The frame of an action: checks the call, holds its limit, compares the fingerprint before
 * anything is changed, and turns failures into outcomes. Only what was sent without an answer is
 * unknown.
 */
public abstract class OutsideAction implements Action {
  private final World world;
  private final ActionKind kind;

  protected OutsideAction(World world, ActionKind kind) {
    this.world = requireNonNull(world, "world");
    this.kind = requireNonNull(kind, "kind");
  }

  @Override
  public final ActionKind kind() {
    return kind;
  }

  @Override
  public final Preview preview(ActionCall call, Cancellation cancellation) {
    try (Limit limit = Limit.start(call.timeout(), cancellation, world.clock().instant())) {
      Call checked = check(call, limit);
      checked.mustGoOn();
      return look(checked);
    } catch (OutsideFailure failure) {
      return new Preview.Impossible(failure.why());
    }
  }

  @Override
  public final Outcome execute(ActionCall call, String fingerprint, Cancellation cancellation) {
    try (Limit limit = Limit.start(call.timeout(), cancellation, world.clock().instant())) {
      Call checked;
      try {
        checked = check(call, limit);
        checked.mustGoOn();
        String now = look(checked).fingerprint();
        if (!now.equals(fingerprint)) {
          return new Outcome.Refused(changed(fingerprint, now));
        }
        checked.mustGoOn();
      } catch (OutsideFailure beforeTheChange) {
        return new Outcome.Refused(beforeTheChange.why());
      }
      return change(checked.change());
    }
  }

  /**
   * Finds out what would change, with the read credential, and that the login of the change is
   * there ({@link Call#mustHaveLogin}).
   */
  protected abstract Preview.Ready look(Call call) throws OutsideFailure;

  /**
   * Changes, with the call's own {@link Call#login}, once.
   *
   * @return the evidence, for people
   */
  protected abstract String act(Call call) throws OutsideFailure;

  private Outcome change(Call checked) {
    try {
      return new Outcome.Succeeded(act(checked));
    } catch (OutsideFailure failure) {
      return switch (failure.stage()) {
        case NOT_ASKED, UNREACHED, REFUSED -> new Outcome.Refused(failure.why());
        case FAILED -> new Outcome.Failed(failure.why());
        case LOST -> new Outcome.Unknown(failure.why());
      };
    }
  }

  private Call check(ActionCall call, Limit limit) throws OutsideFailure {
    return Call.check(
        kind.name(),
        kind.arguments(),
        call.environment(),
        call.with(),
        login(call.risk(kind.leastRisk())),
        limit,
        world);
  }

  /** The login is that of the effective risk, never a higher or lower one in its place. */
  private static Access login(Risk risk) {
    return switch (risk) {
      case READ, CHANGE -> Access.CHANGE;
      case DESTROY -> Access.DESTROY;
    };
  }

  private static Problem changed(String approved, String now) {
    return new Problem(
        ErrorCode.TARGET_CHANGED,
        "The target is not what was approved (fingerprint " + approved + ", now " + now + ").",
        "Look at what changed, and plan again.");
  }
}
