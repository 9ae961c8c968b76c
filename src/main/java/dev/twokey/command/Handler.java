package dev.twokey.command;

import dev.twokey.action.Risk;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The verbs that are Java: what a command may {@code run} beside a kind of action. Fixes the
 * arguments that its command may name, and the least risk, which decides where silence leads (I11).
 */
public enum Handler {
  DIAGNOSE(
      Risk.READ,
      Argument.required("service", ArgumentType.SERVICE, "what to look at"),
      environment()),
  GAMEDAY(
      Risk.CHANGE,
      environment(),
      Argument.optional("drill", ArgumentType.DRILL, "which failure to rehearse")),
  INCIDENT(
      Risk.READ,
      choice(
          "do", false, List.of("open", "note", "started", "close"), "what to do with the incident"),
      Argument.optional("text", ArgumentType.TEXT, "the title, the note, or the time"),
      environment()),
  EXPORT(Risk.READ, Argument.optional("incident", ArgumentType.TEXT, "which incident")),
  REVIEW(
      Risk.READ,
      Argument.optional("plan", ArgumentType.TEXT, "the code on the card"),
      Argument.optional("reason", ArgumentType.TEXT, "why")),
  HALT(
      Risk.READ,
      choice("scope", true, List.of("drills", "operation", "environment", "all"), "what stops"),
      environment(),
      Argument.optional("reason", ArgumentType.TEXT, "why")),
  RELEASE(
      Risk.CHANGE,
      choice("scope", true, List.of("drills", "operation", "environment", "all"), "what goes on"),
      environment(),
      Argument.optional("reason", ArgumentType.TEXT, "why")),
  TAKEOVER(
      Risk.CHANGE,
      Argument.required("target", ArgumentType.TEXT, "what is locked"),
      environment(),
      Argument.required("reason", ArgumentType.TEXT, "why its lock is taken over")),
  GRANT(
      Risk.READ,
      Argument.required("person", ArgumentType.TEXT, "who gets the role"),
      Argument.required("role", ArgumentType.TEXT, "which role"),
      Argument.required("lasts", ArgumentType.DURATION, "for how long, at most 7d"),
      Argument.required("reason", ArgumentType.TEXT, "why")),
  REVOKE(
      Risk.READ,
      Argument.required("person", ArgumentType.TEXT, "who loses the role"),
      Argument.required("role", ArgumentType.TEXT, "which role"),
      Argument.optional("reason", ArgumentType.TEXT, "why")),
  HELP(Risk.READ, Argument.optional("command", ArgumentType.TEXT, "which command")),
  ENROLL(Risk.READ),
  PASSKEY(
      Risk.READ,
      choice("do", false, List.of("list", "revoke"), "what to do"),
      Argument.optional("which", ArgumentType.TEXT, "whose, or the id of one"),
      Argument.optional("reason", ArgumentType.TEXT, "why")),
  TOKEN(
      Risk.READ,
      choice("do", false, List.of("new", "list", "revoke"), "what to do"),
      Argument.optional("which", ArgumentType.TEXT, "its label, whose, or its id"),
      choice("scope", true, List.of("read", "change"), "what it may do"),
      Argument.optional("days", ArgumentType.NUMBER, "how long it lives"),
      Argument.optional("reason", ArgumentType.TEXT, "why")),
  RUNBOOK(
      Risk.READ,
      Argument.optional("runbook", ArgumentType.RUNBOOK, "which runbook"),
      environment(),
      Argument.optional("list", ArgumentType.TEXT, "which of its task lists"));

  private final Risk leastRisk;

  // A copy made by List.of, of records that copy too.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Argument> takes;

  Handler(Risk leastRisk, Argument... takes) {
    this.leastRisk = leastRisk;
    this.takes = List.of(takes);
  }

  /** Returns the word for files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the floor: a command may only raise it. */
  public Risk leastRisk() {
    return leastRisk;
  }

  /** Returns the arguments that its command may have; those that are not optional it must have. */
  public List<Argument> takes() {
    return takes;
  }

  /** Returns the handler with that word. */
  public static Optional<Handler> of(String word) {
    return Arrays.stream(values()).filter(handler -> handler.word().equals(word)).findFirst();
  }

  private static Argument environment() {
    return Argument.optional("environment", ArgumentType.ENVIRONMENT, "where");
  }

  private static Argument choice(String name, boolean optional, List<String> choices, String says) {
    return new Argument(name, ArgumentType.CHOICE, optional, choices, says);
  }
}
