package dev.twokey.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
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
   * @param reach which instances are taken away. Their workload is one of the targets, so that its
   *     lock keeps a second operation from taking away more at the same time
   */
  record Ready(
      List<Target> targets,
      String how,
      List<String> difference,
      String fingerprint,
      String undo,
      String byHand,
      // left out of the text where it is empty, so that older plans read and hash as they did
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          List<Reach> reach)
      implements Preview {
    public Ready {
      targets = List.copyOf(targets);
      difference = List.copyOf(difference);
      reach = List.copyOf(reach);
      for (Reach one : reach) {
        if (!targets.contains(one.workload())) {
          throw new IllegalArgumentException(one.workload() + " is reached and is no target");
        }
      }
    }

    /** Makes the preview of what takes no instance of a workload away. */
    public Ready(
        List<Target> targets,
        String how,
        List<String> difference,
        String fingerprint,
        String undo,
        String byHand) {
      this(targets, how, difference, fingerprint, undo, byHand, List.of());
    }
  }

  /** It can't be done, or can't be told. */
  record Impossible(Problem why) implements Preview {}
}
