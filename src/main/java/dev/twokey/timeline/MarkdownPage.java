package dev.twokey.timeline;

import java.io.IOException;
import java.util.List;

/**
 * Writes a page of Markdown piece by piece. All text that it is given is plain, whoever wrote it;
 * markup comes from this class only.
 */
public final class MarkdownPage {
  private final Appendable target;

  public MarkdownPage(Appendable target) {
    this.target = target;
  }

  /** Writes a heading of a level from 1. */
  public void heading(int level, String text) throws IOException {
    target.append("#".repeat(level)).append(' ').append(MarkdownText.escape(text)).append("\n\n");
  }

  /** Writes a paragraph. A word before the text keeps it from beginning a list or a heading. */
  public void paragraph(String text) throws IOException {
    target.append(start(text)).append("\n\n");
  }

  /** Writes a paragraph that stands out. */
  public void quote(String text) throws IOException {
    target.append("> ").append(start(text)).append("\n\n");
  }

  /** Writes items of a list; nothing where there are none. */
  public void items(List<String> items) throws IOException {
    if (items.isEmpty()) {
      return;
    }
    for (String item : items) {
      target.append("- ").append(start(item)).append('\n');
    }
    target.append('\n');
  }

  /** Begins a table. Rows follow, then {@link #endTable}. */
  public void table(String... columns) throws IOException {
    row((Object[]) columns);
    target.append("|").append(" --- |".repeat(columns.length)).append('\n');
  }

  /** Writes a row of a table: a cell is a list of lines, or anything with a text. */
  public void row(Object... cells) throws IOException {
    target.append('|');
    for (Object cell : cells) {
      target.append(' ');
      if (cell instanceof List<?> lines) {
        lines(lines);
      } else {
        target.append(MarkdownText.escape(cell.toString()));
      }
      target.append(" |");
    }
    target.append('\n');
  }

  private void lines(List<?> lines) throws IOException {
    boolean first = true;
    for (Object line : lines) {
      target.append(first ? "" : "<br>").append(MarkdownText.escape(line.toString()));
      first = false;
    }
  }

  /** Ends a table. */
  public void endTable() throws IOException {
    target.append('\n');
  }

  /** Writes a line across the page. */
  public void rule() throws IOException {
    target.append("---\n\n");
  }

  /** Keeps a text at the start of a line from being a heading, a list or a line. */
  private static String start(String text) {
    String escaped = MarkdownText.escape(text).strip();
    if (escaped.isEmpty() || "#+-=".indexOf(escaped.charAt(0)) < 0) {
      return escaped.replaceFirst("^(\\d{1,9})([.)])", "$1\\\\$2");
    }
    return "\\" + escaped;
  }
}
