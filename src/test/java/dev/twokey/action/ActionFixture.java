package dev.twokey.action;

import java.util.List;

/** An action with a target, which can be made to misbehave. */
public interface ActionFixture extends AutoCloseable {
  /** Returns the action. */
  Action action();

  /** Returns a call that can be done. */
  ActionCall call();

  /** Returns a call to a system that is not there. */
  ActionCall unreachable();

  /** Returns the changes that the target has taken, in their order. */
  List<String> changes() throws Exception;

  /** Returns what {@link #call} must change, done once. */
  List<String> expectedChanges();

  /** Makes the target refuse the credential for changes; looking goes on. */
  void refuseChanges() throws Exception;

  /** Makes the target take changes and never answer them; looking goes on. */
  void loseAnswers() throws Exception;

  /** Changes what a plan depends on. */
  void redefine() throws Exception;

  /** Changes the momentary state of the target, such as its process, and nothing else. */
  void stir() throws Exception;

  @Override
  void close() throws Exception;
}
