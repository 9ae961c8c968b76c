package dev.twokey.engine;

import dev.twokey.journal.Event;
import java.util.Set;

/** The rules of streams that decide nothing themselves: others append to them in their own decisions. */
public abstract class PassiveDecider<S, E extends Event> implements Decider<S, NoInput, E, Object> {
  @Override
  public final Decision<E> decide(S state, NoInput input, Context<Object> context) {
    return Decision.nothing();
  }

  @Override
  public final Decision<E> done(S state, WorkDone done, Context<Object> context) {
    return Decision.nothing();
  }

  @Override
  public final Set<Work> work(S state) {
    return Set.of();
  }
}
