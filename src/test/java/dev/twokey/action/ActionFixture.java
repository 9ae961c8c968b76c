package dev.twokey.action;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** An action with a target, which can be made to misbehave. */
public interface ActionFixture extends Closeable {
  /** Returns the action. */
  Action action();

  /** Returns a call that can be done. */
  ActionCall call();

  /** Returns a call to a system that is not there. */
  ActionCall unreachable();

  /** Returns the changes that the target has taken, in their order. */
  List<String> changes() throws IOException;

  /** Returns what {@link #call} must change, done once. */
  List<String> expectedChanges();

  /** Makes the target refuse the credential for changes; looking goes on. */
  void refuseChanges() throws IOException;

  /** Makes the target take changes and never answer them; looking goes on. */
  void loseAnswers() throws IOException;

  /** Changes what a plan depends on. */
  void redefine() throws IOException;

  /** Changes the momentary state of the target, such as its process, and nothing else. */
  void stir() throws IOException;

  @Override
  void close() throws IOException;
}
