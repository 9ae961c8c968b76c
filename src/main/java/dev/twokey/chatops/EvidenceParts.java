package dev.twokey.chatops;

import static java.util.stream.Collectors.toMap;

import dev.twokey.chat.Card.Detail;
import dev.twokey.diagnosis.Sample;
import dev.twokey.guard.EvidenceLine;
import dev.twokey.operation.Operation;
import dev.twokey.probe.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The readings that an operation rests on: what they say, and how old they are. */
final class EvidenceParts {
  private static final int LINES_MAX = 4;
  private static final int LINE_MAX = 110;

  private EvidenceParts() {}

  /** Returns the first lines with their times; none where no guard read anything. */
  static List<String> lines(Operation operation, Instant now) {
    List<EvidenceLine> read = read(operation);
    List<String> lines = new ArrayList<>();
    read.stream()
        .limit(LINES_MAX)
        .map(l -> Words.cut(l.says(), LINE_MAX) + Words.DOT + Words.since(l.at(), now))
        .forEach(lines::add);
    if (read.size() > LINES_MAX) {
      lines.add("and " + (read.size() - LINES_MAX) + " more, below");
    }
    unread(operation).ifPresent(lines::add);
    return lines;
  }

  /** Returns when the targets were looked at for the plan. */
  static String looked(Operation operation, Instant now) {
    return operation.planned().map(p -> "target looked at " + Words.since(p.at(), now)).orElse("");
  }

  /** Returns all that was read, where it is more than the card has room for. */
  static Optional<Detail> all(Operation operation, Instant now) {
    List<EvidenceLine> read = read(operation);
    return read.size() <= LINES_MAX
        ? Optional.empty()
        : Optional.of(
            new Detail.Table(
                "Evidence",
                List.of("what was read", "when"),
                read.stream().map(l -> List.of(l.says(), Words.time(l.at(), now))).toList()));
  }

  private static List<EvidenceLine> read(Operation operation) {
    return operation.judgements().stream().flatMap(j -> j.evidence().stream()).distinct().toList();
  }

  private static Optional<String> unread(Operation operation) {
    Collection<Sample> newest =
        operation.samples().stream()
            .collect(
                toMap(
                    s -> s.check() + "|" + s.item(),
                    s -> s,
                    (a, b) -> b.at().isBefore(a.at()) ? a : b,
                    LinkedHashMap::new))
            .values();
    long unread = newest.stream().filter(s -> s.reading() instanceof Reading.Unreadable).count();
    return unread == 0
        ? Optional.empty()
        : Optional.of(unread + " of " + Words.count(newest.size(), "reading") + " failed");
  }
}
