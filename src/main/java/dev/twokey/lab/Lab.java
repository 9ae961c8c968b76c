package dev.twokey.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.supervisor.LabDefinition;
import dev.twokey.lab.text.DurableFile;
import dev.twokey.lab.text.Json;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One environment of the lab: brings it up, takes it down, notes deployments.
 *
 * <p>Bringing up what is up attaches to it; what is stopped or frozen by then is started or thawed.
 */
public final class Lab {
  private static final Duration SUPERVISOR_MAX = Duration.ofSeconds(20);
  private static final Duration READY_MAX = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 100;
  private static final Set<String> FIRST = Set.of("epmd", BrokerFiles.UNIT);

  private final String environment;
  private final LabDirectory directory;
  private final LabPorts ports;
  private final Consumer<String> progress;

  /** A lab; {@code progress} gets a line for each step. */
  public Lab(
      String environment, LabDirectory directory, LabPorts ports, Consumer<String> progress) {
    if (!environment.matches("[a-z][a-z0-9]{0,15}")) {
      throw new IllegalArgumentException("an environment's name is like staging: " + environment);
    }
    this.environment = environment;
    this.directory = directory;
    this.ports = ports;
    this.progress = progress;
  }

  /** How {@link #up} is to be done. */
  public record Wish(Set<String> only, long owner, Map<String, String> variables) {
    /** Copies. */
    public Wish {
      only = Set.copyOf(only);
      variables = Map.copyOf(variables);
    }

    /** Everything, for as long as nobody takes it down. */
    public static Wish everything() {
      return new Wish(Set.of(), 0, Map.of());
    }
  }

  /** Where its state is. */
  public LabDirectory directory() {
    return directory;
  }

  /** Its ports. */
  public LabPorts ports() {
    return ports;
  }

  /** A client that may change. */
  public LabClient client() {
    return new LabClient(directory.socket(), directory.secret("change.token"));
  }

  /** Brings it up; the answer is how long that took. */
  public Duration up(Wish wish) throws IOException, InterruptedException {
    long start = System.nanoTime();
    directory.prepare();
    BrokerFiles broker = new BrokerFiles(directory, environment, ports);
    LabDefinition wanted =
        new LabSystem(directory, environment, ports, wish.variables()).definition(broker);
    if (supervisorAnswers()) {
      refuseOther(wanted);
      say("the supervisor runs already");
    } else {
      prepare(broker, wanted);
      startSupervisor(wish.owner());
    }
    List<String> names = new ArrayList<>();
    for (var unit : wanted.units()) {
      if (wish.only().isEmpty() || wish.only().contains(unit.name())) {
        names.add(unit.name());
      }
    }
    startBroker(names);
    startOthers(names);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    say("up after " + took.toMillis() + " ms: " + String.join(", ", names));
    return took;
  }

  /** Stops all units and the supervisor; says whether anything ran. */
  public boolean down() throws IOException, InterruptedException {
    if (!Files.exists(directory.socket()) || !supervisorAnswers()) {
      say("no supervisor runs");
      return false;
    }
    long supervisor = client().send(LabClient.request("ping")).path("pid").asLong();
    client().send(LabClient.request("shutdown"));
    long end = System.nanoTime() + SUPERVISOR_MAX.toNanos();
    while (supervisorHoldsLock()) {
      if (System.nanoTime() > end) {
        throw new IOException("the supervisor, pid " + supervisor + ", does not end");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    say("down; the supervisor was pid " + supervisor);
    return true;
  }

  private boolean supervisorHoldsLock() throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                directory.path().resolve("supervisor.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    }
  }

  /** Takes it down and removes all that it left on the disk; what is no lab is not touched. */
  public void wipe() throws IOException, InterruptedException {
    down();
    if (!Files.exists(directory.units())) {
      throw new IOException(directory.path() + " is no lab, so nothing is removed");
    }
    remove(new BrokerFiles(directory, environment, ports).home());
    remove(directory.path());
    say("removed");
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Appends a line to the deployments log. */
  public void deploy(String service, String version, String by) throws IOException {
    ObjectNode line = Json.object();
    line.put("at", Instant.now().toString());
    line.put("service", service);
    line.put("version", version);
    line.put("by", by);
    Files.writeString(
        directory.deployments(),
        Json.line(line) + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void refuseOther(LabDefinition wanted) throws IOException {
    JsonNode held = Json.MAPPER.readTree(directory.units().toFile());
    if (!held.equals(Json.MAPPER.readTree(text(wanted)))) {
      say("it was brought up with other settings, which stay until it is taken down");
    }
  }

  private void prepare(BrokerFiles broker, LabDefinition wanted) throws IOException {
    broker.prepare();
    DurableFile.write(directory.units(), text(wanted));
    for (var unit : wanted.units()) {
      if (unit.environment().containsKey("LAB_HOSTS_FILE")
          && !Files.exists(directory.hosts(unit.name()))) {
        DurableFile.write(
            directory.hosts(unit.name()),
            "127.0.0.1 localhost\n127.0.0.1 " + LabSystem.BROKER_NAME + "\n");
      }
    }
  }

  private static String text(LabDefinition definition) throws IOException {
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(definition) + "\n";
  }

  private void startSupervisor(long owner) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(JavaCommand.of("supervisor", List.of("-Xmx96m")));
    command.addAll(List.of("--dir", directory.path().toString()));
    command.addAll(List.of("--owner", Long.toString(owner)));
    File log = directory.log("supervisor").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    long end = System.nanoTime() + SUPERVISOR_MAX.toNanos();
    while (!supervisorAnswers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroy();
        List<String> said = Files.readAllLines(log.toPath());
        String last = said.isEmpty() ? "it said nothing" : said.getLast();
        throw new IOException("the supervisor does not start: " + last + " (" + log + ")");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    say("the supervisor runs, pid " + process.pid());
  }

  private boolean supervisorAnswers() {
    try {
      return client().send(LabClient.request("ping")).path("ok").asBoolean();
    } catch (IOException e) {
      return false; // nobody is there: this is the question
    }
  }

  private void startBroker(List<String> names) throws IOException, InterruptedException {
    if (!names.contains(BrokerFiles.UNIT)) {
      return;
    }
    start("epmd", SUPERVISOR_MAX);
    start(BrokerFiles.UNIT, READY_MAX);
    BrokerSetup setup = new BrokerSetup(directory, ports);
    if (!awaitApi(setup, Duration.ofSeconds(10))) {
      say("the management plug-in is off; switching it on");
      client().send(LabClient.request("broker.plugin").put("enabled", true));
      awaitApi(setup, READY_MAX);
    }
    setup.apply();
    say("users, permissions and queues are there");
  }

  private static boolean awaitApi(BrokerSetup setup, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (System.nanoTime() < end) {
      if (setup.answers()) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return false;
  }

  /** Starts all of them first, and waits for all of them then. */
  private void startOthers(List<String> names) throws IOException, InterruptedException {
    List<String> others = names.stream().filter(name -> !FIRST.contains(name)).toList();
    for (String name : others) {
      start(name, Duration.ZERO);
    }
    for (String name : others) {
      start(name, READY_MAX);
    }
  }

  private void start(String unit, Duration wait) throws IOException {
    LabClient client = client();
    JsonNode status = client.send(LabClient.request("status").put("unit", unit));
    if (status.path("state").asText().equals("frozen")) {
      client.send(LabClient.request("thaw").put("unit", unit));
      say(unit + " is thawed");
    }
    JsonNode answer =
        client.send(
            LabClient.request("start").put("unit", unit).put("wait_seconds", wait.toSeconds()));
    if (!wait.isZero()) {
      say(unit + " is ready, pid " + answer.path("pid").asText());
    }
  }

  private void say(String line) {
    progress.accept(environment + ": " + line);
  }
}
