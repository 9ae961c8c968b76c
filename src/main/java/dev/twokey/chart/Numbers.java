package dev.twokey.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes numbers in the same way whatever the machine's language is. */
final class Numbers {
  private Numbers() {}

  /** Returns a number with at most one digit behind the point, and commas between thousands. */
  static String of(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
    String text = rounded.stripTrailingZeros().toPlainString();
    int point = text.indexOf('.');
    StringBuilder whole = new StringBuilder(point < 0 ? text : text.substring(0, point));
    int first = whole.charAt(0) == '-' ? 1 : 0;
    for (int i = whole.length() - 3; i > first; i -= 3) {
      whole.insert(i, ',');
    }
    return point < 0 ? whole.toString() : whole + text.substring(point);
  }

  /** Returns a coordinate. */
  static String at(double value) {
    return BigDecimal.valueOf(value)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
