package dev.twokey.guard;

import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.PagePath;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problems;
import dev.twokey.problem.TimeText;
import dev.twokey.problem.YamlNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the list {@code freeze}: times in the policy itself, and calendars. */
final class FreezeReader {
  private final Inventory inventory;
  private final Roles roles;
  private final Problems problems;
  private final List<Freeze> freezes = new ArrayList<>();
  private final List<FreezeCalendar> calendars = new ArrayList<>();

  FreezeReader(Inventory inventory, Roles roles, Problems problems) {
    this.inventory = inventory;
    this.roles = roles;
    this.problems = problems;
  }

  List<Freeze> freezes() {
    return freezes;
  }

  List<FreezeCalendar> calendars() {
    return calendars;
  }

  void read(YamlNode node) {
    Fields.of(node, problems, ErrorCode.CONFIG_INVALID).ifPresent(this::entry);
  }

  private void entry(Fields f) {
    Set<String> environments = environments(f);
    Optional<Fields> ical = f.fields("ical");
    if (ical.isPresent()) {
      Optional<FreezeCalendar.Source> source = source(ical.get(), environments);
      Optional<Exemption> exemption = exemption(f);
      f.done();
      source.ifPresent(s -> calendars.add(new FreezeCalendar(environments, s, exemption)));
    } else {
      freeze(f, environments).ifPresent(freezes::add);
    }
  }

  private Set<String> environments(Fields f) {
    List<String> environments = f.texts("environments");
    if (environments.isEmpty()) {
      f.error("environments", "The freeze names no environment.", "Name at least one.");
    }
    for (String name : environments) {
      if (inventory.environment(name).isEmpty()) {
        f.error(
            "environments",
            "There is no environment '" + name + "' in the inventory.",
            Nearest.advice(name, inventory.environments().keySet()));
      }
    }
    return Set.copyOf(environments);
  }

  private Optional<Freeze> freeze(Fields f, Set<String> environments) {
    Optional<Instant> from = time(f, "from", TimeText.startOf(f.requiredText("from")));
    Optional<Instant> until = time(f, "until", TimeText.endOf(f.requiredText("until")));
    String reason = f.requiredText("reason");
    Optional<Exemption> exemption = exemption(f);
    f.done();
    if (from.isEmpty() || until.isEmpty()) {
      return Optional.empty();
    } else if (!from.get().isBefore(until.get())) {
      f.error("until", "The freeze ends before it begins.", "Write a later 'until'.");
      return Optional.empty();
    }
    return Optional.of(new Freeze(environments, from.get(), until.get(), reason, exemption));
  }

  private static Optional<Instant> time(Fields f, String key, Optional<Instant> time) {
    if (time.isEmpty() && f.keys().contains(key)) {
      f.error(key, "'" + key + "' is no time.", TimeText.ADVICE);
    }
    return time;
  }

  private Optional<FreezeCalendar.Source> source(Fields f, Set<String> environments) {
    if (f.keys().contains("file")) {
      String file = f.requiredText("file");
      f.done();
      if (file.startsWith("/") && !file.endsWith("/")) {
        return Optional.of(new FreezeCalendar.OfFile(file));
      }
      f.error("file", "The calendar's file is '" + file + "'.", "Write its whole path.");
      return Optional.empty();
    }
    String connection = f.requiredText("connection");
    String path = f.requiredText("path");
    f.done();
    if (connection.isEmpty() || path.isEmpty()) {
      return Optional.empty();
    }
    boolean fits = PagePath.fits(path);
    if (!fits) {
      f.error("path", "The calendar's path is '" + path + "'.", PagePath.ADVICE);
    }
    boolean known = environments.stream().allMatch(e -> connected(f, e, connection));
    return fits && known
        ? Optional.of(new FreezeCalendar.OfConnection(connection, path))
        : Optional.empty();
  }

  /** It is read in the environment that a plan is for, so each must have the connection. */
  private boolean connected(Fields f, String name, String connection) {
    Optional<Environment> environment = inventory.environment(name);
    boolean known = environment.filter(e -> e.connection(connection).isEmpty()).isEmpty();
    if (!known) {
      f.error(
          "connection",
          "There is no connection '" + connection + "' in " + name + ".",
          Nearest.advice(connection, environment.orElseThrow().connections().keySet()));
    }
    return known;
  }

  private Optional<Exemption> exemption(Fields f) {
    return f.fields("exemption").flatMap(e -> exemption(e, roles));
  }

  /** Reads who can make an exception. */
  static Optional<Exemption> exemption(Fields f, Roles roles) {
    Optional<String> of = roles.signing(f);
    Optional<Integer> quorum = roles.quorum(f, of);
    f.done();
    return of.flatMap(role -> quorum.map(n -> new Exemption(role, n)));
  }
}
