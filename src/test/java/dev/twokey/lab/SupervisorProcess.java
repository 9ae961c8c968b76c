package dev.twokey.lab;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.supervisor.LabDefinition;
import dev.twokey.lab.supervisor.UnitDefinition;
import dev.twokey.lab.supervisor.UnitDefinition.Readiness;
import dev.twokey.lab.text.DurableFile;
import dev.twokey.lab.text.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real supervisor in a process of its own, with units that a test chooses. */
final class SupervisorProcess implements AutoCloseable {
  private final LabDirectory directory;
  private final long owner;
  private Process process;

  /** Units by name, each a shell command. */
  SupervisorProcess(Map<String, String> commands) throws IOException {
    this(commands, ProcessHandle.current().pid());
  }

  /** The same, which ends together with the process {@code owner}. */
  SupervisorProcess(Map<String, String> commands, long owner) throws IOException {
    this.owner = owner;
    directory = new LabDirectory(Files.createTempDirectory("tk"));
    directory.prepare();
    List<UnitDefinition> units = new ArrayList<>();
    commands.forEach((name, command) -> units.add(shell(name, command)));
    LabDefinition definition = new LabDefinition("test", units, List.of(), null);
    DurableFile.write(directory.units(), Json.MAPPER.writeValueAsString(definition));
    process = launch();
  }

  /** A unit that is one shell command. */
  private UnitDefinition shell(String name, String command) {
    return new UnitDefinition(
        name,
        "here",
        List.of("test"),
        List.of("sh", "-c", command),
        Map.of(),
        "/",
        directory.log(name).toString(),
        Readiness.none(),
        1,
        null);
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>(JavaCommand.of("supervisor", List.of()));
    command.addAll(List.of("--dir", directory.path().toString()));
    command.addAll(List.of("--owner", Long.toString(owner)));
    File log = directory.log("supervisor").toFile();
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> ask("ping").path("ok").asBoolean());
    return process;
  }

  /** The supervisor dies as a process does that is out of luck; its units are not told. */
  void killHard() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  boolean runs() {
    return process.isAlive();
  }

  void launchAgain() throws IOException {
    process = launch();
  }

  LabDirectory directory() {
    return directory;
  }

  LabClient client(String token) {
    return new LabClient(directory.socket(), directory.secret(token));
  }

  /** The answer to a request with the token for changes, whether it is good or bad. */
  JsonNode ask(ObjectNode request) throws IOException {
    return client("change.token").exchange(request);
  }

  JsonNode ask(String op) throws IOException {
    return ask(LabClient.request(op));
  }

  JsonNode ask(String op, String unit) throws IOException {
    return ask(LabClient.request(op).put("unit", unit));
  }

  String state(String unit) throws IOException {
    return ask("status", unit).path("state").asText();
  }

  static String code(JsonNode answer) {
    return answer.at("/error/code").asText();
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      ask("shutdown");
      await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
    }
    remove(directory.path());
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
