package dev.twokey.runbook;

import dev.twokey.inventory.Argument;
import dev.twokey.problem.Location;
import dev.twokey.problem.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A file as it was read, before its names mean anything. */
record Draft(
    String id,
    SourceText source,
    Front front,
    List<Impact> impacts,
    List<DraftBlock> blocks,
    List<Tasks> taskLists) {
  Draft {
    impacts = List.copyOf(impacts);
    blocks = List.copyOf(blocks);
    taskLists = List.copyOf(taskLists);
  }

  /** What stands before the Markdown. {@code plain} is a file without any. */
  record Front(
      boolean plain,
      Location at,
      String title,
      String service,
      String owner,
      List<String> environments,
      List<String> alerts,
      Optional<Duration> postmortemAfter,
      List<Argument> parameters,
      Optional<Duration> watch) {
    Front {
      environments = List.copyOf(environments);
      alerts = List.copyOf(alerts);
      parameters = List.copyOf(parameters);
    }
  }

  /** A fenced block with its YAML. {@code name} is its id in this file. */
  record DraftBlock(
      Kind kind,
      String file,
      String name,
      Location at,
      Origin origin,
      YamlNode.Mapping yaml,
      String byHand) {
    /** Returns its id in the whole folder. */
    String id() {
      return file + "." + name;
    }
  }

  /** The kinds of blocks. */
  enum Kind {
    CHECK,
    CAUSE,
    ACTION,
    FORBID,
    DRILL;

    /** Returns the word behind {@code yaml} in the file. */
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Returns whether conditions see it. */
    boolean visible() {
      return this == CHECK || this == CAUSE || this == ACTION;
    }
  }

  /** The task items under a heading. */
  record Tasks(String name, String title, Location at, List<Task> items) {
    Tasks {
      items = List.copyOf(items);
    }
  }

  /** One task item. {@code names} is the id in backticks at its beginning. */
  record Task(Location at, String text, Optional<String> names, List<Task> items) {
    Task {
      items = List.copyOf(items);
    }
  }

  /** Returns a block by its id in this file. */
  Optional<DraftBlock> block(String name) {
    return blocks.stream().filter(b -> b.name().equals(name)).findFirst();
  }

  /** Returns a parameter. */
  Optional<Argument> parameter(String name) {
    return front.parameters().stream().filter(p -> p.name().equals(name)).findFirst();
  }
}
