package dev.twokey.timeline;

import java.util.List;
import java.util.Set;

/** The words of an entry, before it is known when and where it was recorded. */
record Row(String actor, Kind kind, String what, List<String> evidence, Set<Mark> marks) {
  static Row of(Object actor, Kind kind, String what, String... evidence) {
    return new Row(actor.toString(), kind, what, notBlank(List.of(evidence)), Set.of());
  }

  Row because(List<String> lines) {
    return new Row(actor, kind, what, notBlank(lines), marks);
  }

  Row marked(Mark... more) {
    return new Row(actor, kind, what, evidence, Set.of(more));
  }

  private static List<String> notBlank(List<String> lines) {
    return lines.stream().filter(line -> !line.isBlank()).toList();
  }
}
