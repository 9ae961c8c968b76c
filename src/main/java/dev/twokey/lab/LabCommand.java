package dev.twokey.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The lab's command for people. */
@Command(
    name = "lab",
    mixinStandardHelpOptions = true,
    description = "A small system on loopback, to break in safety.")
final class LabCommand {
  /** What all subcommands take. */
  static final class Where {
    @Option(names = "--env", defaultValue = "staging", description = "staging (default) or prod")
    String environment = "staging";

    @Option(names = "--dir", description = "its state; by default .twokey/lab/<env>")
    @Nullable Path directory;

    @Option(names = "--port-base", description = "its ports; staging 21670, prod 22670")
    @Nullable Integer portBase;

    Lab lab() {
      Path path = directory == null ? Path.of(".twokey", "lab", environment) : directory;
      LabPorts ports =
          portBase == null ? LabPorts.ofEnvironment(environment) : new LabPorts(portBase);
      return new Lab(environment, new LabDirectory(path), ports, System.out::println);
    }
  }

  /** The faults as they are typed. */
  static final class FaultNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Fault.values()).map(Fault::text).iterator();
    }
  }

  private LabCommand() {}

  static int execute(String[] arguments) {
    return new CommandLine(new LabCommand())
        .registerConverter(Fault.class, LabCommand::fault)
        .setExecutionExceptionHandler((e, line, _) -> {
          line.getErr().println(e.getMessage());
          return 1;
        })
        .execute(arguments);
  }

  private static Fault fault(String text) {
    for (Fault fault : Fault.values()) {
      if (fault.text().equals(text)) {
        return fault;
      }
    }
    throw new CommandLine.TypeConversionException(
        "a fault is one of " + Arrays.stream(Fault.values()).map(Fault::text).toList());
  }

  @Command(description = "Bring an environment up, or attach to what runs of it.")
  int up(
      @CommandLine.Mixin Where where,
      @Option(names = "--only", split = ",", description = "start only these units")
          @Nullable Set<String> only,
      @Option(names = "--set", description = "a variable for all units, NAME=VALUE")
          @Nullable Map<String, String> variables)
      throws IOException, InterruptedException {
    where
        .lab()
        .up(
            new Lab.Wish(
                only == null ? Set.of() : only, 0, variables == null ? Map.of() : variables));
    return 0;
  }

  @Command(description = "Stop all units and the supervisor.")
  int down(
      @CommandLine.Mixin Where where,
      @Option(names = "--wipe", description = "and remove its state and the broker's data")
          boolean wipe)
      throws IOException, InterruptedException {
    if (wipe) {
      where.lab().wipe();
    } else {
      where.lab().down();
    }
    return 0;
  }

  @Command(description = "What runs.")
  int status(@CommandLine.Mixin Where where) throws IOException {
    LabClient client = where.lab().client();
    for (JsonNode unit : client.send(LabClient.request("list")).path("units")) {
      System.out.printf(
          "%-20s %-9s %-6s %-8s %5d MiB  %s%n",
          unit.path("unit").asText(),
          unit.path("state").asText(),
          unit.path("ready").asBoolean() ? "ready" : "-",
          unit.path("pid").asText("-"),
          unit.path("rss_bytes").asLong() >> 20,
          unit.path("address").asText(""));
    }
    for (JsonNode relay : client.send(LabClient.request("relay.list")).path("relays")) {
      System.out.printf(
          "relay %-14s %s%n", relay.path("relay").asText(), relay.path("mode").asText());
    }
    return 0;
  }

  @Command(description = "Note a deployment in the environment's log.")
  int deploy(
      @CommandLine.Mixin Where where,
      @Option(names = "--service", required = true, description = "what was deployed")
          String service,
      @Option(names = "--version", required = true, description = "which version") String version,
      @Option(names = "--by", required = true, description = "who did it") String by)
      throws IOException {
    where.lab().deploy(service, version, by);
    return 0;
  }

  @Command(description = "Make a fault, or take it back.")
  int fault(
      @CommandLine.Mixin Where where,
      @Parameters(
              index = "0",
              completionCandidates = FaultNames.class,
              description = "which: ${COMPLETION-CANDIDATES}")
          Fault fault,
      @Parameters(index = "1", description = "on or off") String on,
      @Parameters(index = "2", arity = "0..1", defaultValue = "", description = "of what")
          String target)
      throws IOException {
    if (!on.equals("on") && !on.equals("off")) {
      throw new IllegalArgumentException("a fault is on or off, not " + on);
    }
    for (ObjectNode request : fault.requests(on.equals("on"), target)) {
      System.out.println(Json.line(where.lab().client().send(request)));
    }
    return 0;
  }
}
