package dev.twokey.inventory;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Problems;
import dev.twokey.problem.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the file of one environment. */
final class EnvironmentReader {
  /** The colours that all platforms can show. */
  static final List<String> COLORS =
      List.of("red", "orange", "yellow", "green", "blue", "purple", "grey");

  private static final String PRODUCTION = "prod";
  private static final double TIME_SCALE_MIN = 0.001;
  private static final Pattern CHANNEL = Pattern.compile("(slack|discord|console):[A-Za-z0-9_-]+");

  private final String name;
  private final Fields fields;
  private final Problems problems;

  private EnvironmentReader(String name, Fields fields, Problems problems) {
    this.name = name;
    this.fields = fields;
    this.problems = problems;
  }

  static Environment read(String name, YamlNode.Mapping node, Problems problems) {
    Fields fields = new Fields(node, problems, ErrorCode.CONFIG_INVALID);
    return new EnvironmentReader(name, fields, problems).read();
  }

  private Environment read() {
    boolean production = fields.flag("production").orElse(name.equals(PRODUCTION));
    String color = color(production);
    double timeScale = timeScale(production);
    List<String> channels = fields.texts("channels");
    channels.forEach(this::checkChannel);
    Map<String, Connection> connections = new LinkedHashMap<>();
    fields
        .entries("connections")
        .forEach((key, f) -> connections.put(key, ConnectionReader.read(key, f, problems)));
    Map<EntryKind, Map<String, Entry>> entries = new LinkedHashMap<>();
    EntryReader reader = new EntryReader(fields, problems);
    for (EntryKind kind : EntryKind.values()) {
      entries.put(kind, reader.read(kind));
    }
    fields.done();
    Environment environment =
        new Environment(name, color, production, timeScale, channels, connections, entries);
    reader.checkReferences(environment);
    return environment;
  }

  private String color(boolean production) {
    String color = fields.choice("color", COLORS).orElse(production ? "red" : "blue");
    if (production != color.equals("red")) {
      problems.warning(
          fields.valueAt("color"),
          ErrorCode.CONFIG_INVALID,
          "The color of " + name + " is " + color + ".",
          production
              ? "Make it red, so that nobody takes it for another environment."
              : "Keep red for production.");
    }
    return color;
  }

  private double timeScale(boolean production) {
    double scale = fields.number("time_scale").orElse(1.0);
    if (production && scale != 1) {
      fields.error(
          "time_scale",
          "time_scale is " + scale + " in a production environment.",
          "Take it out: it is for test labs, where waiting is shortened.");
      return 1;
    } else if (scale < TIME_SCALE_MIN || scale > 1) {
      fields.error("time_scale", "time_scale is " + scale + ".", "Write a number from 0.001 to 1.");
      return 1;
    }
    return scale;
  }

  private void checkChannel(String channel) {
    if (!CHANNEL.matcher(channel).matches()) {
      fields.error(
          "channels",
          "The channel '" + channel + "' is not understood.",
          "Write the platform and the channel's id, such as slack:C0123456, discord:987654321 or"
              + " console:staging.");
    }
  }
}
