package dev.twokey.connector;

import dev.twokey.action.Action;
import dev.twokey.action.ActionCall;
import dev.twokey.action.ActionFixture;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A fixture over the environments {@code healthy} and {@code gone}. */
final class ActionSystems implements ActionFixture {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** What the target can be made to do. */
  interface Target extends Closeable {
    List<String> changes();

    void refuseChanges();

    void loseAnswers();

    void redefine();

    void stir();

    @Override
    void close() throws IOException;
  }

  private final Action action;
  private final Map<String, Object> with;
  private final List<String> expectedChanges;
  private final Target target;

  ActionSystems(
      String name,
      List<Action> actions,
      Map<String, Object> with,
      List<String> expectedChanges,
      Target target) {
    this.action =
        actions.stream().filter(a -> a.kind().name().equals(name)).findFirst().orElseThrow();
    this.with = with;
    this.expectedChanges = expectedChanges;
    this.target = target;
  }

  @Override
  public Action action() {
    return action;
  }

  @Override
  public ActionCall call() {
    return new ActionCall(action.kind().name(), "healthy", with, TIMEOUT);
  }

  @Override
  public ActionCall unreachable() {
    return new ActionCall(action.kind().name(), "gone", with, TIMEOUT);
  }

  @Override
  public List<String> changes() {
    return target.changes();
  }

  @Override
  public List<String> expectedChanges() {
    return expectedChanges;
  }

  @Override
  public void refuseChanges() {
    target.refuseChanges();
  }

  @Override
  public void loseAnswers() {
    target.loseAnswers();
  }

  @Override
  public void redefine() {
    target.redefine();
  }

  @Override
  public void stir() {
    target.stir();
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
