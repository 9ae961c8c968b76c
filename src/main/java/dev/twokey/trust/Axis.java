package dev.twokey.trust;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the old and the new value of a fact meet: what neither of them widens. */
enum Axis {
  /** A right: held where both give it; of two spellings the accepted one. */
  RIGHT,
  /** A right with an end, empty for none: the earlier end. */
  RIGHT_UNTIL,
  /** A demand: it stands where either asks for it; of two spellings the accepted one. */
  DEMAND,
  /** A demand that is stricter the longer it is. */
  LONGER,
  /** A demand that is stricter the shorter it is. */
  SHORTER,
  /** A demand that is stricter the more it counts. */
  MORE,
  /** A demand that is stricter the less it counts. */
  LESS,
  /** A demand that is stricter where it is true. */
  TRUE,
  /** How people show who they are: a passkey is stricter. */
  PROOF,
  /** Whether an environment is for production, which is stricter. */
  PRODUCTION,
  /** An order of people: the accepted one, without those who left it. */
  ORDER,
  /** No more and no less power: the new value holds. */
  NEUTRAL,
  /** Neither is stricter: the accepted value holds until the other is accepted. */
  ACCEPTED;

  Optional<String> meet(Optional<String> old, Optional<String> next) {
    if (old.equals(next)) {
      return old;
    }
    return switch (this) {
      case ACCEPTED -> old;
      case NEUTRAL -> next;
      case RIGHT -> next.flatMap(_ -> old);
      case RIGHT_UNTIL -> old.flatMap(o -> next.map(n -> earlier(o, n)));
      case DEMAND -> old.or(() -> next);
      case LONGER -> either(old, next).or(() -> both(old, next, this::longer));
      case SHORTER -> either(old, next).or(() -> both(old, next, this::shorter));
      case MORE -> either(old, next).or(() -> both(old, next, this::more));
      case LESS -> either(old, next).or(() -> both(old, next, this::less));
      case TRUE -> strict("true", old, next);
      case PROOF -> strict("passkey", old, next);
      case PRODUCTION -> next.flatMap(_ -> production(old, next));
      case ORDER -> old.flatMap(o -> next.map(n -> without(o, n)));
    };
  }

  private interface Choice {
    String of(String a, String b);
  }

  /** Returns the only value that there is; empty where there are two. */
  private static Optional<String> either(Optional<String> old, Optional<String> next) {
    return old.isEmpty() ? next : next.isEmpty() ? old : Optional.empty();
  }

  private static Optional<String> both(Optional<String> old, Optional<String> next, Choice pick) {
    return old.flatMap(o -> next.map(n -> pick.of(o, n)));
  }

  private static Optional<String> strict(String word, Optional<String> old, Optional<String> next) {
    boolean asked = old.filter(word::equals).or(() -> next.filter(word::equals)).isPresent();
    return asked ? Optional.of(word) : next;
  }

  private static Optional<String> production(Optional<String> old, Optional<String> next) {
    boolean both =
        old.filter(RootWriter.OTHER::equals).isPresent()
            && next.filter(RootWriter.OTHER::equals).isPresent();
    return Optional.of(both ? RootWriter.OTHER : RootWriter.PRODUCTION);
  }

  private static String earlier(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    return Instant.parse(a).isBefore(Instant.parse(b)) ? a : b;
  }

  private String longer(String a, String b) {
    return Duration.parse(a).compareTo(Duration.parse(b)) >= 0 ? a : b;
  }

  private String shorter(String a, String b) {
    return Duration.parse(a).compareTo(Duration.parse(b)) <= 0 ? a : b;
  }

  private String more(String a, String b) {
    return new BigDecimal(a).compareTo(new BigDecimal(b)) >= 0 ? a : b;
  }

  private String less(String a, String b) {
    return new BigDecimal(a).compareTo(new BigDecimal(b)) <= 0 ? a : b;
  }

  private static String without(String old, String next) {
    List<String> stay = Arrays.asList(next.split(","));
    return Arrays.stream(old.split(",")).filter(stay::contains).collect(Collectors.joining(","));
  }

  /** Returns the axis of a fact; what is not known here waits to be accepted. */
  static Axis of(Line line) {
    return switch (line.kind()) {
      case Line.PERSON ->
          switch (line.below()) {
            case "", Line.ACCOUNT -> RIGHT;
            case Line.ROLE -> RIGHT_UNTIL;
            case Line.NAME -> NEUTRAL;
            default -> ACCEPTED;
          };
      case Line.ON_CALL -> line.part(1).equals("fallback") ? ORDER : RIGHT;
      case Line.ENVIRONMENT -> line.isHead() ? PRODUCTION : DEMAND;
      case Line.POLICY -> line.isHead() ? RIGHT : ofRule(line.part(3));
      case Line.FREEZE, Line.CALENDAR -> DEMAND;
      case Line.SELF -> line.part(2).equals(RootWriter.EXEMPTION) ? RIGHT : DEMAND;
      case Line.BREAK_GLASS ->
          switch (line.below()) {
            case "", "risk" -> RIGHT;
            case "delay" -> LONGER;
            case "per_person_a_week" -> LESS;
            case Line.TELL -> DEMAND;
            default -> ACCEPTED;
          };
      case Line.ESCALATION -> NEUTRAL;
      case Line.CONNECTION ->
          line.isHead() || line.below().equals(Line.CREDENTIAL) ? RIGHT : ACCEPTED;
      default -> ACCEPTED;
    };
  }

  private static Axis ofRule(String rule) {
    return switch (rule) {
      case "confirm", "no_open_incident" -> TRUE;
      case "proof" -> PROOF;
      case "cooldown" -> LONGER;
      case "approval.quorum" -> MORE;
      case "approval.pending",
          "approval.start_within",
          "fresh_evidence",
          "backup_freshness.max_age" ->
          SHORTER;
      case "blast_radius.count_max", "blast_radius.share_max" -> LESS;
      case "channel.only",
          "approval.of",
          RuleLines.PHRASE,
          RuleLines.BACKUP_FROM,
          RuleLines.BACKUP_CONNECTION ->
          DEMAND;
      default -> ACCEPTED; // the role that may ask too: other people are neither more nor fewer
    };
  }
}
