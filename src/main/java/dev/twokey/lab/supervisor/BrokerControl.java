package dev.twokey.lab.supervisor;

import dev.twokey.lab.text.DurableFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Changes the running broker through RabbitMQ's own tools, one change at a time (1 to 4 s each).
 */
final class BrokerControl {
  private static final long TOOL_SECONDS_MAX = 60;
  private static final long PORT_SECONDS_MAX = 15;
  private static final int OUTPUT_MAX = 2_000;

  private final BrokerDefinition broker;
  private final Path directory;
  private final ReentrantLock turn = new ReentrantLock();
  private final SecureRandom random = new SecureRandom();

  BrokerControl(BrokerDefinition broker, Path directory) {
    this.broker = broker;
    this.directory = directory;
  }

  void limit(String resource, String value) {
    switch (resource) {
      case "disk" -> {
        String limit = value.equals("default") ? broker.diskLimit() : size(value);
        tool("rabbitmqctl", "", "set_disk_free_limit", limit);
      }
      case "memory" -> {
        if (value.equals("default")) {
          tool("rabbitmqctl", "", "set_vm_memory_high_watermark", broker.memoryLimit());
        } else {
          tool("rabbitmqctl", "", "set_vm_memory_high_watermark", "absolute", size(value));
        }
      }
      default -> throw Request.invalid("resource", "disk or memory");
    }
  }

  private static String size(String value) {
    if (!value.matches("[0-9]{1,6}(MB|GB)")) {
      throw Request.invalid("value", "like 60MB, 200GB or default");
    }
    return value;
  }

  /** Switches the management plug-in, and sees its port open or closed. */
  void plugin(boolean enabled) {
    tool("rabbitmq-plugins", "", enabled ? "enable" : "disable", "rabbitmq_management");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PORT_SECONDS_MAX);
    while (ReadinessWatch.connects(broker.managementPort()) != enabled) {
      if (System.nanoTime() > end) {
        throw failed("the management port is still " + (enabled ? "closed" : "open"));
      }
      pause();
    }
  }

  /**
   * Gives the broker a new password for that user, or its old one back. The processes that run know
   * nothing of it.
   */
  void password(String user, boolean restore) {
    Path now = secret(user);
    Path old = now.resolveSibling(now.getFileName() + ".old");
    if (restore) {
      if (Files.exists(old)) {
        setPassword(user, DurableFile.read(old));
        DurableFile.write(now, DurableFile.read(old));
        delete(old);
      }
      return;
    }
    if (!Files.exists(old)) {
      DurableFile.write(old, DurableFile.read(now));
    }
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    String next = HexFormat.of().formatHex(bytes);
    setPassword(user, next);
    DurableFile.write(now, next);
  }

  /** The password that the broker holds for that user. */
  String currentPassword(String user) {
    return DurableFile.read(secret(user));
  }

  private Path secret(String user) {
    if (!user.equals("app")) {
      throw Request.invalid("user", "app");
    }
    return directory.resolve("secrets").resolve(user + ".password");
  }

  private void setPassword(String user, String password) {
    tool("rabbitmqctl", password + "\n", "change_password", user); // not among the arguments
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " can't be deleted", e);
    }
  }

  private void tool(String tool, String input, String... arguments) {
    List<String> command = new ArrayList<>(broker.prefix());
    command.add(Path.of(broker.tools(), tool).toString());
    command.addAll(Arrays.asList(arguments));
    turn.lock();
    try {
      Path output = Files.createTempFile(directory, tool, ".out");
      try {
        run(command, input, output);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(tool + " can't be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + tool, e);
    } finally {
      turn.unlock();
    }
  }

  private void run(List<String> command, String input, Path output)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(new File(broker.directory()));
    builder.environment().clear();
    builder.environment().putAll(broker.environment());
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    if (!process.waitFor(TOOL_SECONDS_MAX, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw failed(command.getLast() + " did not end within " + TOOL_SECONDS_MAX + " s");
    }
    if (process.exitValue() != 0) {
      String said = Files.readString(output).strip();
      throw failed(said.substring(0, Math.min(OUTPUT_MAX, said.length())));
    }
  }

  private static Refusal failed(String what) {
    return new Refusal(
        Refusal.Code.BROKER_FAILED, what, "See whether the broker runs and is not frozen: status.");
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the plug-in", e);
    }
  }
}
