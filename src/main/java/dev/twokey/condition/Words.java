package dev.twokey.condition;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as people read them: times in UTC, durations in two units, fractions in four digits. */
public final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private Words() {}

  /** Returns a value in words. */
  public static String of(Object value) {
    return switch (value) {
      case Double real when real.isNaN() || real.isInfinite() -> real.toString();
      case Double real -> real(real);
      case Instant time -> TIME.format(time);
      case Duration span -> span(span);
      case List<?> list -> list.stream().map(Words::of).collect(Collectors.joining(", "));
      case Map<?, ?> map when map.get("name") instanceof String name -> name;
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> e.getKey() + " " + of(e.getValue()))
              .collect(Collectors.joining(", "));
      default -> value.toString();
    };
  }

  /** Returns a duration in its two largest units, such as {@code 4 min 30 s}. */
  public static String span(Duration span) {
    if (span.isNegative()) {
      return "-" + span(span.negated());
    }
    if (span.compareTo(Duration.ofSeconds(1)) < 0) {
      return span.toMillis() + " ms";
    }
    long[] counts = {span.toDays(), span.toHoursPart(), span.toMinutesPart(), span.toSecondsPart()};
    String[] units = {"d", "h", "min", "s"};
    int first = 0;
    while (counts[first] == 0) {
      first++;
    }
    String words = counts[first] + " " + units[first];
    boolean second = first + 1 < counts.length && counts[first + 1] > 0;
    return second ? words + " " + counts[first + 1] + " " + units[first + 1] : words;
  }

  private static String real(double real) {
    BigDecimal rounded = new BigDecimal(real).round(FOUR_DIGITS).stripTrailingZeros();
    return rounded.toPlainString();
  }
}
