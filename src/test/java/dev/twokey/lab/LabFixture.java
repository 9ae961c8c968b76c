package dev.twokey.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A whole environment of the lab for tests: one per JVM, brought up when it is first asked for, in
 * a private folder and on ports of its own, and taken down with the JVM (also if that is killed).
 *
 * <p>A test that makes a fault calls {@link #heal} afterwards.
 */
public final class LabFixture {
  private static final ReentrantLock ONCE = new ReentrantLock();
  private static @Nullable LabFixture shared;

  private final Lab lab;
  private final Set<Made> faults = new LinkedHashSet<>();

  private record Made(Fault fault, String target) {}

  private LabFixture(Lab lab) {
    this.lab = lab;
  }

  /** The environment of this JVM. The first call takes as long as a broker takes to start. */
  public static LabFixture get() {
    ONCE.lock();
    try {
      LabFixture there = shared;
      if (there == null) {
        there = bringUp();
        shared = there;
      }
      return there;
    } finally {
      ONCE.unlock();
    }
  }

  private static LabFixture bringUp() {
    try {
      LabDirectory directory = new LabDirectory(Files.createTempDirectory("tk"));
      Lab lab = new Lab("staging", directory, freePorts(), _ -> {});
      long self = ProcessHandle.current().pid();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> takeDown(lab), "lab-down"));
      // Short times, so that tests need not wait long to see a backend degrade and recover.
      lab.up(
          new Lab.Wish(
              Set.of(), self, Map.of("EVENTBUS_RETRY_SECONDS", "2", "PUBLISHER_PER_SECOND", "8")));
      return new LabFixture(lab);
    } catch (IOException e) {
      throw new UncheckedIOException("the lab can't be brought up", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the lab was brought up", e);
    }
  }

  private static void takeDown(Lab lab) {
    try {
      lab.wipe();
    } catch (IOException e) {
      throw new UncheckedIOException("the lab could not be taken down", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ports that nobody listens on: several test runs may share a machine, and with the demo's lab.
   */
  private static LabPorts freePorts() {
    Random random = new Random();
    for (int i = 0; i < 200; i++) {
      LabPorts ports = new LabPorts(11_000 + 10 * random.nextInt(1_000));
      if (List.of(0, 1, 2, 3, 4, 10_002, 10_003, 10_004).stream()
          .allMatch(offset -> free(ports.base() + offset))) {
        return ports;
      }
    }
    throw new IllegalStateException("no ports are free between 11000 and 31004");
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false; // taken: this is the question
    }
  }

  /** The folder with its socket, tokens, secrets and logs. */
  public Path directory() {
    return lab.directory().path();
  }

  /** The supervisor's socket. */
  public Path socket() {
    return lab.directory().socket();
  }

  /** The token that only reads. */
  public String readToken() {
    return lab.directory().secret("read.token");
  }

  /** The token that also changes. */
  public String changeToken() {
    return lab.directory().secret("change.token");
  }

  /**
   * The password of a broker user: {@code admin}, {@code app}, {@code twokey_read}, {@code
   * twokey_change}, {@code twokey_destroy}.
   */
  public String password(String user) {
    return lab.directory().secret("secrets/" + user + ".password");
  }

  /** The token of the backends' admin path. */
  public String backendToken() {
    return lab.directory().secret("secrets/backend.token");
  }

  /** All ports. */
  public LabPorts ports() {
    return lab.ports();
  }

  /** The base address of the management API, without a slash at its end. */
  public String managementUrl() {
    return "http://127.0.0.1:" + lab.ports().management();
  }

  /** Notes a deployment. */
  public void deploy(String service, String version, String by) throws IOException {
    lab.deploy(service, version, by);
  }

  /** Any request, with the token that changes; an error answer is thrown as {@link LabFailure}. */
  public JsonNode send(ObjectNode request) throws IOException {
    return lab.client().send(request);
  }

  /** An operation on a unit. */
  public JsonNode unit(String op, String unit) throws IOException {
    return send(LabClient.request(op).put("unit", unit));
  }

  /** An attempt from a unit's place, at most two seconds long. */
  public JsonNode ask(String from, String probe) throws IOException {
    return send(
        LabClient.request("ask").put("from", from).put("probe", probe).put("timeout_seconds", 2));
  }

  /** Makes a fault, or takes it back, at its usual target. */
  public void fault(Fault fault, boolean on) throws IOException {
    fault(fault, on, "");
  }

  /** Makes a fault, or takes it back, at a target. */
  public void fault(Fault fault, boolean on, String target) throws IOException {
    Made made = new Made(fault, target);
    if (on) {
      faults.add(made); // noted before: half a fault is to be healed too
    }
    for (ObjectNode request : fault.requests(on, target)) {
      send(request);
    }
    if (!on) {
      faults.remove(made);
    }
  }

  /**
   * Takes back every fault that was made through this fixture, disarms all timers, and brings back
   * each unit that does not run.
   */
  public void heal() throws IOException, InterruptedException {
    for (JsonNode timer : send(LabClient.request("timer.list")).path("timers")) {
      send(LabClient.request("timer.disarm").put("id", timer.path("id").asText()));
    }
    // The broker first: the others may need it to be taken back.
    if (!allRun()) {
      lab.up(Lab.Wish.everything());
    }
    for (Made made : List.copyOf(faults)) {
      fault(made.fault(), false, made.target());
    }
  }

  private boolean allRun() throws IOException {
    for (JsonNode unit : send(LabClient.request("list")).path("units")) {
      if (!unit.path("state").asText().equals("active") || !unit.path("ready").asBoolean()) {
        return false;
      }
    }
    return true;
  }
}
