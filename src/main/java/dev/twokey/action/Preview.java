package dev.twokey.action;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.twokey.inventory.Target;
import dev.twokey.problem.Problem;
import java.util.List;

/** What an action would do, found out without doing it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Preview.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = Preview.Impossible.class, name = "impossible")
})
public sealed interface Preview {
  /**
   * It can be done.
   *
   * @param targets what changes, by stable identity; locks are held on them
   * @param how the exact thing that will be done, such as {@code restart unit worker-transcode on
   *     host lab}
   * @param difference against the live state, for people; one line a change
   * @param fingerprint of what the plan depends on; another one at execution means the target
   *     changed since
   * @param undo what takes it back, for people; empty if nothing can
   * @param byHand what a person types to do the same without Twokey
   */
  record Ready(
      List<Target> targets,
      String how,
      List<String> difference,
      String fingerprint,
      String undo,
      String byHand)
      implements Preview {
    public Ready {
      targets = List.copyOf(targets);
      difference = List.copyOf(difference);
    }
  }

  /** It can't be done, or can't be told. */
  record Impossible(Problem why) implements Preview {}
}
