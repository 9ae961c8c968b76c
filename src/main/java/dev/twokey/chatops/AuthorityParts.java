package dev.twokey.chatops;

import dev.twokey.approval.Review;
import dev.twokey.operation.Authority;
import dev.twokey.operation.Operation;
import java.time.Instant;
import java.util.List;

/** Who let an operation run, and who said no. */
final class AuthorityParts {
  private final Operation operation;
  private final Facts facts;
  private final Instant now;

  AuthorityParts(Operation operation, Facts facts, Instant now) {
    this.operation = operation;
    this.facts = facts;
    this.now = now;
  }

  String requester() {
    return facts.name(operation.request().by(), now);
  }

  /** Returns why it may run, such as {@code approved by Ben 14:21:07 UTC}; empty if it may not. */
  String brief() {
    return operation.authority().map(this::words).orElse("");
  }

  private String words(Authority authority) {
    return switch (authority) {
      case Authority.NotAsked _ -> "no second key asked for";
      case Authority.Confirmed(var by, _) -> "confirmed by " + facts.name(by, now);
      case Authority.Approved(var by, var at) ->
          "approved by " + facts.names(by, now) + " " + Words.time(at, now);
      case Authority.BrokenGlass(var by, _, _, _) -> "GLASS BROKEN by " + facts.name(by, now);
    };
  }

  /** Returns the lines that tell who asked and who signed. */
  List<String> lines() {
    Instant asked = operation.asked().orElseThrow().at();
    String first = "asked by " + requester() + " " + Words.time(asked, now);
    return switch (operation.authority().orElse(null)) {
      case Authority.BrokenGlass(var by, var reason, var at, _) ->
          List.of(
              Words.dots(
                  first, "glass broken by " + facts.name(by, now) + " " + Words.time(at, now)),
              "reason: “" + reason + "” · to be reviewed afterwards");
      case null -> List.of(first);
      case Authority.NotAsked _, Authority.Confirmed _, Authority.Approved _ ->
          List.of(Words.dots(first, brief()));
    };
  }

  /** Returns one line a denial, of this request and of the same one before. */
  List<String> denials() {
    return java.util.stream.Stream.concat(
            operation.earlierDenials().stream(),
            operation.reviews().stream().filter(r -> !r.approves()))
        .distinct()
        .map(this::denial)
        .toList();
  }

  String denial(Review review) {
    return facts.name(review.by(), now)
        + " "
        + Words.time(review.at(), now)
        + ": “"
        + review.reason()
        + "”";
  }

  /** Returns who signed so far. */
  List<String> signatures() {
    return operation.reviews().stream()
        .filter(Review::approves)
        .map(r -> facts.name(r.by(), now) + " " + Words.time(r.at(), now))
        .toList();
  }
}
