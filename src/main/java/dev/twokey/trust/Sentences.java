package dev.twokey.trust;

import dev.twokey.problem.DurationText;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says a change of a fact as people would. */
final class Sentences {
  private final Root old;
  private final Root next;

  Sentences(Root old, Root next) {
    this.old = old;
    this.next = next;
  }

  String of(Line line, Optional<String> before, Optional<String> after) {
    return switch (line.kind()) {
      case Line.PERSON -> person(line, before, after);
      case Line.ON_CALL -> changed("on call (" + line.part(1) + ")", before, after);
      case Line.ENVIRONMENT -> environment(line, before, after);
      case Line.POLICY -> rule(line, before, after);
      case Line.FREEZE -> freeze(line, after.isPresent());
      case Line.CALENDAR -> calendar(line, after.isPresent());
      case Line.SELF -> self(line, before, after);
      case Line.BREAK_GLASS -> breakGlass(line, before, after);
      case Line.ESCALATION -> changed("escalation, " + line.part(1), before, after);
      case Line.CONNECTION -> connection(line, before, after);
      default -> changed(line.toString(), before, after);
    };
  }

  private String person(Line line, Optional<String> before, Optional<String> after) {
    String who = line.part(1);
    String word = line.parts().size() > 3 ? line.part(3) : "";
    return switch (line.below()) {
      case "" ->
          after.isPresent()
              ? who + " is new on the roster" + parts(next, line)
              : who + " is off the roster";
      case Line.ACCOUNT ->
          who + (after.isPresent() ? " gets the account " : " loses the account ") + word;
      case Line.ROLE -> role(who, word, before, after);
      default -> changed(who + "'s name", before, after);
    };
  }

  private static String role(
      String who, String role, Optional<String> before, Optional<String> after) {
    if (after.isEmpty()) {
      return who + " loses the role " + role;
    }
    String end = after.get().isEmpty() ? " without end" : " until " + after.get();
    return before.isEmpty()
        ? who + " gets the role " + role + end
        : who
            + " has the role "
            + role
            + end
            + ", was "
            + (before.get().isEmpty() ? "without end" : "until " + before.get());
  }

  /** Returns what belongs to a head that is new, such as the roles and accounts of a person. */
  private static String parts(Root root, Line head) {
    List<String> parts = new ArrayList<>();
    root.facts()
        .forEach((key, value) -> {
          Line line = Line.read(key);
          if (line.head().filter(head::equals).isPresent() && !line.below().equals(Line.NAME)) {
            String name =
                String.join(" ", line.parts().subList(head.parts().size(), line.parts().size()));
            parts.add(value.isEmpty() ? name : name + " " + shown(value));
          }
        });
    return parts.isEmpty() ? "" : ": " + String.join("; ", parts);
  }

  private static String environment(Line line, Optional<String> before, Optional<String> after) {
    String name = line.part(1);
    if (!line.isHead()) {
      return name
          + (after.isPresent() ? " gets the channel " : " loses the channel ")
          + line.part(3);
    } else if (after.isEmpty()) {
      return "the environment " + name + " is gone";
    }
    String is = after.get().equals(RootWriter.PRODUCTION) ? "for production" : "not for production";
    return before.isEmpty()
        ? "the environment " + name + " is new, " + is
        : "the environment " + name + " is " + is + " now";
  }

  private String rule(Line line, Optional<String> before, Optional<String> after) {
    String where = line.part(2) + " in " + line.part(1);
    if (line.isHead()) {
      return after.isPresent()
          ? where + " has rules now, so it can be allowed" + parts(next, line)
          : where + " is not allowed any more";
    }
    return changed(where + ": " + line.part(3).replace('_', ' ').replace('.', ' '), before, after);
  }

  private static String freeze(Line line, boolean comes) {
    return "the freeze of "
        + line.part(3)
        + " from "
        + line.part(1)
        + " to "
        + line.part(2)
        + " ("
        + line.part(5)
        + (line.part(4).isEmpty() ? "" : "; exemption by " + line.part(4))
        + ") "
        + (comes ? "is new" : "is gone");
  }

  private static String self(Line line, Optional<String> before, Optional<String> after) {
    String where = "what Twokey stands on in " + line.part(1);
    return line.part(2).equals(RootWriter.EXEMPTION)
        ? changed(where + ": the exemption", before, after)
        : where
            + ": the "
            + line.part(2)
            + " "
            + line.part(3)
            + (after.isPresent() ? " is new" : " is gone");
  }

  private static String calendar(Line line, boolean comes) {
    return "the freeze calendar "
        + (line.part(1).isEmpty() ? "" : line.part(1) + " ")
        + line.part(2)
        + " of "
        + line.part(3)
        + (line.part(4).isEmpty() ? "" : " (exemption by " + line.part(4) + ")")
        + (comes ? " is new" : " is gone");
  }

  private String breakGlass(Line line, Optional<String> before, Optional<String> after) {
    if (line.isHead()) {
      return after.isPresent()
          ? "break-glass is allowed now" + parts(next, line)
          : "break-glass is not allowed any more";
    }
    String what = String.join(" ", line.parts().subList(1, line.parts().size())).replace('_', ' ');
    return changed("break-glass: " + what, before, after);
  }

  private String connection(Line line, Optional<String> before, Optional<String> after) {
    String name = "the connection " + line.part(2) + " of " + line.part(1);
    if (line.isHead() && before.isEmpty()) {
      return name + " is new: kind " + after.orElse("") + parts(next, line).replaceFirst(":", ";");
    } else if (line.isHead() && after.isEmpty()) {
      return name + " is gone" + parts(old, line).replaceFirst(":", "; it was");
    }
    String what = line.isHead() ? "kind" : line.part(3) + " " + line.part(4);
    return changed(name + ": " + what, before, after);
  }

  private static String changed(String what, Optional<String> before, Optional<String> after) {
    if (after.isEmpty()) {
      String was = shown(before.orElse(""));
      return what + " is not given any more" + (was.isEmpty() ? "" : ", was " + was);
    }
    String is = shown(after.get());
    if (before.isEmpty()) {
      return what + " is new" + (is.isEmpty() ? "" : ": " + is);
    }
    return what + " is " + is + ", was " + shown(before.get());
  }

  private static String shown(String value) {
    if (value.startsWith("PT")) {
      try {
        return DurationText.of(Duration.parse(value));
      } catch (DateTimeParseException e) {
        return value; // a text that begins like a duration
      }
    }
    return value.replace("\n", ", ").replace("<", "=").replace("%2F", "/");
  }
}
