package dev.twokey.runbook;

import dev.twokey.condition.Place;
import dev.twokey.problem.Location;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/** The text of one file, and where things stand in it. */
record SourceText(String file, String text, List<String> lines) {
  SourceText {
    lines = List.copyOf(lines);
  }

  static SourceText of(String file, String text) {
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    clean = clean.replace("\r\n", "\n").replace('\r', '\n'); // each ends a line of Markdown
    return new SourceText(file, clean, List.of(clean.split("\n", -1)));
  }

  /** Returns where a Markdown node begins. */
  Location at(Node node) {
    SourceSpan span = node.getSourceSpans().getFirst();
    return new Location(file, span.getLineIndex() + 1, span.getColumnIndex() + 1);
  }

  /**
   * Returns the text of a Markdown node as it was written, without what its lines are nested in.
   */
  String raw(Node node) {
    return node.getSourceSpans().stream()
        .map(s ->
            lines
                .get(s.getLineIndex())
                .substring(s.getColumnIndex(), s.getColumnIndex() + s.getLength()))
        .collect(Collectors.joining("\n"));
  }

  /**
   * Returns where the characters of a YAML value stand. YAML folds lines and drops indentation, so
   * the value is laid beside the source, and blanks of any length count as equal.
   */
  Place place(Location start, String value) {
    return offset -> locate(start, value, offset);
  }

  private Location locate(Location start, String value, int offset) {
    int line = start.line() - 1;
    int column = start.column() - 1;
    int seen = 0;
    while (line < lines.size()) {
      String row = lines.get(line);
      while (column < row.length()) {
        if (seen < value.length() && Character.isWhitespace(value.charAt(seen)) && seen < offset) {
          seen++;
        } else if (Character.isWhitespace(row.charAt(column))) {
          column++;
        } else if (seen >= offset) {
          return new Location(file, line + 1, column + 1);
        } else {
          seen += seen < value.length() && row.charAt(column) == value.charAt(seen) ? 1 : 0;
          column++;
        }
      }
      if (seen >= value.length()) {
        return new Location(file, line + 1, column + 1);
      }
      line++;
      column = 0;
    }
    return start;
  }

  static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256 in this Java (this is a bug)", e);
    }
  }
}
