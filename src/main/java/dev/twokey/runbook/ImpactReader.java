package dev.twokey.runbook;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** Reads the impact table: {@code Subsystem | Effect | Severity}. Other tables are prose. */
final class ImpactReader {
  private static final List<String> HEADER = List.of("subsystem", "effect", "severity");
  private static final Pattern SEVERITY = Pattern.compile("(\\w+)\\s*(?:(?:—|–|-)\\s*(.*))?");

  private final SourceText source;
  private final Problems problems;

  ImpactReader(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  List<Impact> read(TableBlock table) {
    List<List<String>> rows = new ArrayList<>();
    table.accept(
        new AbstractVisitor() {
          @Override
          public void visit(org.commonmark.node.CustomNode node) {
            if (node instanceof TableRow row) {
              rows.add(cells(row));
            } else {
              visitChildren(node);
            }
          }
        });
    Location start = source.at(table);
    Stream<String> head = rows.stream().limit(1).flatMap(List::stream); // a row may have no cell
    if (head.findFirst().filter("subsystem"::equalsIgnoreCase).isEmpty()) {
      return List.of();
    }
    if (!rows.getFirst().stream().map(c -> c.toLowerCase(Locale.ROOT)).toList().equals(HEADER)) {
      error(
          start,
          "An impact table has the columns Subsystem, Effect and Severity, this one has "
              + String.join(", ", rows.getFirst())
              + ".",
          "Name the columns so.");
      return List.of();
    }
    List<Impact> impacts = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      impact(rows.get(i), new Location(source.file(), start.line() + 1 + i, 1))
          .ifPresent(impacts::add);
    }
    return impacts;
  }

  private Optional<Impact> impact(List<String> cells, Location at) {
    String word = cells.size() < HEADER.size() ? "" : cells.get(2);
    Matcher matcher = SEVERITY.matcher(word);
    Optional<Impact.Severity> severity =
        matcher.matches()
            ? Arrays.stream(Impact.Severity.values())
                .filter(s -> s.name().equals(matcher.group(1)))
                .findFirst()
            : Optional.empty();
    if (severity.isEmpty()) {
      error(
          at,
          "'" + word + "' is no severity.",
          "Write NONE, LOW, MEDIUM, HIGH or CRITICAL, and a note behind —.");
      return Optional.empty();
    }
    String note = matcher.group(2) == null ? "" : matcher.group(2).strip();
    return severity.map(s -> new Impact(cells.get(0), cells.get(1), s, note));
  }

  private static List<String> cells(TableRow row) {
    List<String> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      if (cell instanceof TableCell) {
        cells.add(words(cell));
      }
    }
    return cells;
  }

  private static String words(Node cell) {
    StringBuilder words = new StringBuilder();
    cell.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }
        });
    return words.toString().strip();
  }

  private void error(Location at, String what, String advice) {
    problems.error(at, ErrorCode.RUNBOOK_INVALID, what, advice);
  }
}
