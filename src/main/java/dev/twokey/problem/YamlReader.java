package dev.twokey.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * Reads YAML into {@link YamlNode}s that know their places. Refuses what hides a mistake or costs
 * memory: tags, anchors, aliases, a key given twice, nesting over {@value #DEPTH_MAX}, texts over
 * {@value #CHARACTERS_MAX} characters.
 */
public final class YamlReader {
  /** How deep a file may nest. */
  public static final int DEPTH_MAX = 40;

  /** How long a file may be, in characters. */
  public static final int CHARACTERS_MAX = 262_144;

  private static final int HAZARDS_MAX = 20;

  private static final String QUOTE =
      "Quote a value that starts with ! & * or holds ${…} inside { }.";

  private final String file;
  private final int linesBefore;
  private final List<String> lines;
  private final Problems problems;
  private final LoadSettings settings;

  private YamlReader(String file, String text, int linesBefore, Problems problems) {
    this.file = file;
    this.linesBefore = linesBefore;
    this.lines = text.length() > CHARACTERS_MAX ? List.of() : text.lines().toList();
    this.problems = problems;
    this.settings =
        LoadSettings.builder()
            .setLabel(file)
            .setUseMarks(true)
            .setAllowNonScalarKeys(true)
            .setSchema(new JsonSchema())
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(CHARACTERS_MAX)
            .build();
  }

  /**
   * Reads one document.
   *
   * @param file its name, for the findings
   * @param text what stands in it
   * @param linesBefore lines of the file before this text, 0 for a whole file
   * @param problems where findings go
   * @return empty if there is an error, which then is in {@code problems}
   */
  public static Optional<YamlNode> read(
      String file, String text, int linesBefore, Problems problems) {
    return new YamlReader(file, text, linesBefore, problems).read(text);
  }

  private Optional<YamlNode> read(String text) {
    if (text.length() > CHARACTERS_MAX) {
      return fail(
          start(),
          "The text has " + text.length() + " characters, the limit is " + CHARACTERS_MAX + ".",
          "Split it.");
    }
    try {
      int before = problems.count();
      refuseHazards(text);
      if (problems.count() > before) {
        return Optional.empty();
      }
      Optional<Node> node = new Compose(settings).composeString(text);
      if (node.isEmpty()) {
        return fail(
            start(),
            "There is nothing in it.",
            "Write the keys that the manual names, or remove it.");
      }
      YamlNode result = convert(node.get());
      return problems.count() > before ? Optional.empty() : Optional.of(result);
    } catch (MarkedYamlEngineException e) {
      Location at = e.getProblemMark().map(this::at).orElse(start());
      return fail(at, "This is not YAML: " + sentence(e.getProblem()), QUOTE);
    } catch (YamlEngineException e) {
      return fail(start(), "This is not YAML: " + sentence(e.getMessage()), QUOTE);
    }
  }

  private static String sentence(@Nullable String message) {
    String line = String.valueOf(message).lines().findFirst().orElse("unreadable").strip();
    return line.endsWith(".") ? line : line + ".";
  }

  private void refuseHazards(String text) {
    int depth = 0;
    int before = problems.count();
    for (Event event : new Parse(settings).parseString(text)) {
      Location at = event.getStartMark().map(this::at).orElse(start());
      if (event instanceof AliasEvent) {
        fail(at, "An alias (*name) is not allowed.", QUOTE);
      } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
        fail(at, "An anchor (&name) is not allowed.", QUOTE);
      }
      if (hasTag(event)) {
        fail(at, "A tag (!name) is not allowed.", QUOTE);
      }
      depth +=
          event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
      if (depth > DEPTH_MAX) {
        fail(at, "Nested deeper than " + DEPTH_MAX + ".", "Flatten it.");
        return;
      } else if (problems.count() - before >= HAZARDS_MAX) {
        return;
      }
    }
  }

  private static boolean hasTag(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag().isPresent();
      case CollectionStartEvent start -> start.getTag().isPresent();
      default -> false;
    };
  }

  private YamlNode convert(Node node) {
    Location at = node.getStartMark().map(this::at).orElse(start());
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar, at);
      case SequenceNode sequence ->
          new YamlNode.Sequence(at, sequence.getValue().stream().map(this::convert).toList());
      case MappingNode mapping -> mapping(mapping, at);
      default -> throw new IllegalStateException("unknown YAML node " + node + " (this is a bug)");
    };
  }

  private YamlNode mapping(MappingNode mapping, Location at) {
    Map<String, YamlNode> values = new LinkedHashMap<>();
    Map<String, Location> keys = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Location keyAt = tuple.getKeyNode().getStartMark().map(this::at).orElse(at);
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        fail(keyAt, "A key must be a single word.", QUOTE);
        continue;
      }
      Location first = keys.putIfAbsent(key.getValue(), keyAt);
      if (first != null) {
        fail(
            keyAt,
            "The key '" + key.getValue() + "' stands twice, first at line " + first.line() + ".",
            "Remove one.");
        continue;
      }
      values.put(key.getValue(), convert(tuple.getValueNode()));
    }
    return new YamlNode.Mapping(at, values, keys);
  }

  private YamlNode scalar(ScalarNode scalar, Location at) {
    ScalarStyle style = scalar.getScalarStyle();
    Tag tag = scalar.getTag();
    String value = scalar.getValue();
    if (style == ScalarStyle.PLAIN) {
      if (tag.equals(Tag.NULL)) {
        return new YamlNode.Nothing(at);
      } else if (tag.equals(Tag.BOOL)) {
        return new YamlNode.Flag(at, Boolean.parseBoolean(value));
      } else if (tag.equals(Tag.INT)) {
        return whole(at, value);
      } else if (tag.equals(Tag.FLOAT)) {
        return real(at, value);
      }
      return new YamlNode.Text(at, value, true);
    }
    boolean block = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
    return new YamlNode.Text(block ? insideBlock(at) : at.plus(0, 1), value, false);
  }

  /** The text of a block begins on a later line, after its indentation. */
  private Location insideBlock(Location at) {
    int line = at.line() - linesBefore;
    while (line < lines.size() && lines.get(line).isBlank()) {
      line++;
    }
    int indent =
        line < lines.size()
            ? lines.get(line).length() - lines.get(line).stripLeading().length()
            : 0;
    return new Location(file, at.line() + 1, indent + 1);
  }

  private YamlNode real(Location at, String value) {
    boolean named = value.endsWith("inf") || value.endsWith("nan");
    double number = named ? Double.NaN : Double.parseDouble(value);
    if (Double.isFinite(number)) {
      return new YamlNode.Real(at, number, value);
    }
    fail(
        at, "'" + value + "' is no number that can be counted with.", "Write digits, or quote it.");
    return new YamlNode.Nothing(at);
  }

  private YamlNode whole(Location at, String value) {
    try {
      return new YamlNode.Whole(at, Long.parseLong(value));
    } catch (NumberFormatException e) {
      fail(
          at,
          "The number " + value + " is too large.",
          "Use a number of at most 18 digits, or quote it.");
      return new YamlNode.Nothing(at);
    }
  }

  private Optional<YamlNode> fail(Location at, String what, String advice) {
    problems.error(at, ErrorCode.YAML_INVALID, what, advice);
    return Optional.empty();
  }

  private Location at(Mark mark) {
    return new Location(file, linesBefore + mark.getLine() + 1, mark.getColumn() + 1);
  }

  private Location start() {
    return new Location(file, linesBefore + 1, 1);
  }
}
