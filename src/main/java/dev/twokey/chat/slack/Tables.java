package dev.twokey.chat.slack;

import dev.twokey.chat.Card.Detail;
import java.util.ArrayList;
import java.util.List;

/** A table in a fixed-width font, its columns side by side. */
final class Tables {
  private static final int CELL_MAX = 40;

  private Tables() {}

  static String text(Detail.Table table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(table.columns());
    rows.addAll(table.rows());
    int[] widths = new int[table.columns().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], cell(row.get(i)).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = cell(row.get(i));
        line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString().stripTrailing();
  }

  private static String cell(String text) {
    return Blocks.cut(text.replace('\n', ' '), CELL_MAX);
  }
}
