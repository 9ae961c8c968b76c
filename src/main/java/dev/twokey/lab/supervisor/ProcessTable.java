package dev.twokey.lab.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Linux says about processes in {@code /proc}.
 *
 * <p>A pid alone names nothing for long: {@link Entry#identity} holds it together with the tick at
 * which it started, and only such a pair is ever signalled.
 */
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");

  /** A pid, and the tick at which that process started. */
  record Identity(long pid, long startTicks) {}

  /** One process as it is at the moment of reading. */
  record Entry(Identity identity, long parent, char state, long session) {
    boolean zombie() {
      return state == 'Z' || state == 'X';
    }

    boolean stopped() {
      return state == 'T' || state == 't';
    }
  }

  private ProcessTable() {}

  /** The process of that pid, whichever it is by now. */
  static Optional<Entry> read(long pid) {
    return text(PROC.resolve(Long.toString(pid)).resolve("stat")).flatMap(t -> parse(pid, t));
  }

  /** The process, if it still is the one that was meant, and lives. */
  static Optional<Entry> living(Identity identity) {
    return read(identity.pid())
        .filter(entry -> entry.identity().equals(identity))
        .filter(entry -> !entry.zombie());
  }

  /** The process with all its descendants, and all that share its session. */
  static List<Entry> tree(Identity root) {
    Optional<Entry> top = living(root);
    if (top.isEmpty()) {
      return List.of();
    }
    List<Entry> all = all();
    Set<Long> found = new HashSet<>(Set.of(root.pid()));
    boolean grown = true;
    while (grown) { // ends: found only grows, and is bounded by all
      grown = false;
      for (Entry entry : all) {
        if (found.contains(entry.parent()) || entry.session() == root.pid()) {
          grown |= found.add(entry.identity().pid());
        }
      }
    }
    return all.stream()
        .filter(entry -> found.contains(entry.identity().pid()) && !entry.zombie())
        .toList();
  }

  static List<Entry> all() {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> paths = Files.list(PROC)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = path.getFileName().toString();
        if (name.chars().allMatch(Character::isDigit)) {
          read(Long.parseLong(name)).ifPresent(entries::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the list of processes can't be read", e);
    }
    return entries;
  }

  /** Resident bytes of one process; nothing if it is gone. */
  static Optional<Long> residentBytes(long pid) {
    return text(PROC.resolve(Long.toString(pid)).resolve("status"))
        .flatMap(t -> t.lines().filter(line -> line.startsWith("VmRSS:")).findFirst())
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024);
  }

  /** The environment with which a process was started; nothing if it is gone or not ours to see. */
  static Optional<Map<String, String>> environment(long pid) {
    return text(PROC.resolve(Long.toString(pid)).resolve("environ"))
        .map(text -> {
          Map<String, String> variables = new LinkedHashMap<>();
          for (String pair : text.split("\0", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
              variables.put(pair.substring(0, at), pair.substring(at + 1));
            }
          }
          return variables;
        });
  }

  static Optional<Entry> parse(long pid, String stat) {
    // The name stands in parentheses and may itself hold blanks and parentheses.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    if (fields.length < 20) {
      return Optional.empty();
    }
    return Optional.of(
        new Entry(
            new Identity(pid, Long.parseLong(fields[19])),
            Long.parseLong(fields[1]),
            fields[0].charAt(0),
            Long.parseLong(fields[3])));
  }

  private static Optional<String> text(Path path) {
    try {
      String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      // "No such process" while reading, or another user's environment: nothing could be read.
      return Optional.empty();
    }
  }
}
