package dev.twokey.chatops;

import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.trust.Grant;
import dev.twokey.trust.GrantInput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code /grant PERSON ROLE DURATION REASON} and {@code /revoke PERSON ROLE}. */
final class GrantVerb implements Verb {
  private final Board board;
  private final boolean revoke;

  GrantVerb(Board board, boolean revoke) {
    this.board = board;
    this.revoke = revoke;
  }

  @Override
  public Routed route(Invocation in) {
    PersonId to = new PersonId(in.argument("person").orElse(""));
    String role = in.argument("role").orElse("");
    String reason = in.argument("reason").orElse("");
    if (revoke) {
      return revoke(in, to, role, reason);
    }
    Duration lasts =
        Optional.ofNullable(in.parsed().arguments().get("lasts"))
            .map(Duration.class::cast)
            .orElse(Duration.ZERO);
    return Routed.To.of(
        Grant.stream(in.id()), new GrantInput.Ask(in.by(), to, role, lasts, reason, in.where()));
  }

  private Routed revoke(Invocation in, PersonId to, String role, String reason) {
    List<Grant> open =
        board.all(Grant.class).stream().filter(grant -> isFor(grant, to, role)).toList();
    if (open.isEmpty()) {
      return Routed.refused(
          ErrorCode.NOT_FOUND,
          "'" + to + "' has no role '" + role + "' for a time, and nobody asked for one.",
          "A role of people.yaml is taken away there: it ends at once.");
    }
    return Routed.To.of(Grant.stream(open.getFirst().id()), new GrantInput.Revoke(in.by(), reason));
  }

  private static boolean isFor(Grant grant, PersonId to, String role) {
    return switch (grant) {
      case Grant.Waiting w -> w.to().equals(to) && w.role().equals(role);
      case Grant.Held(var w, _, _) -> w.to().equals(to) && w.role().equals(role);
      case Grant.None _, Grant.Over _ -> false;
    };
  }
}
