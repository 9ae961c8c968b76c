package dev.twokey.chatops;

import dev.twokey.operation.Summons;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Who was called to sign and who is called next, in lines for cards. */
final class SummonsParts {
  private SummonsParts() {}

  /** Returns one line for what was done and one for what is still to come; what is empty lacks. */
  static List<String> lines(Summons summons, Facts facts, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(
        summons.calls().stream()
            .filter(c -> !c.people().isEmpty())
            .map(c ->
                (c.kind() == Summons.Kind.ON_CALL ? "on call: " : "")
                    + facts.names(c.people(), now)
                    + " "
                    + Words.time(c.at(), now))
            .collect(Collectors.joining(Words.DOT)));
    summons.page().map(page -> page(page, now)).ifPresent(lines::add);
    lines.add(summons.ahead().isEmpty() ? "" : "next: " + ahead(summons, now));
    return lines.stream().filter(line -> !line.isEmpty()).toList();
  }

  private static String page(Summons.Page page, Instant now) {
    return switch (page.state()) {
      case Summons.Page.State.Calling _ -> "the pager is being called";
      case Summons.Page.State.Arrived _ ->
          "the pager took the call at " + Words.time(page.at(), now);
      case Summons.Page.State.Resting(var until) ->
          "THE PAGER DID NOT ANSWER, it is called again " + Words.until(until, now);
      case Summons.Page.State.GivenUp _ -> "THE PAGER CAN'T BE REACHED: call somebody yourself";
    };
  }

  /** Returns who is called next if nobody signs; empty if nobody is left. */
  static String ahead(Summons summons, Instant now) {
    return summons.ahead().stream()
        .map(s -> words(s.kind()) + " " + Words.until(s.at(), now))
        .collect(Collectors.joining(", "));
  }

  private static String words(Summons.Kind kind) {
    return switch (kind) {
      case ON_CALL -> "who is on call";
      case GROUP -> "all who may sign";
      case PAGER -> "the pager";
    };
  }
}
