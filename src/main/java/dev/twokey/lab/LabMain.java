package dev.twokey.lab;

import dev.twokey.lab.supervisor.Supervisor;
import dev.twokey.lab.system.Backend;
import dev.twokey.lab.system.Publisher;
import dev.twokey.lab.system.Worker;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The lab's one entry: {@code supervisor}, {@code worker}, {@code backend} and {@code publisher}
 * are the processes of the lab; everything else is the command for people, see {@link LabCommand}.
 */
public final class LabMain {
  private LabMain() {}

  /** Runs a process of the lab, or a command. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    switch (arguments.length == 0 ? "help" : arguments[0]) {
      case "supervisor" ->
          System.exit(Supervisor.run(Path.of(after("--dir", arguments)), owner(arguments)));
      case "worker" -> Worker.run();
      case "backend" -> Backend.run();
      case "publisher" -> Publisher.run();
      // Only here the command line's library is needed; the small processes do not carry it.
      default -> System.exit(LabCommand.execute(arguments));
    }
  }

  private static long owner(String[] arguments) {
    return Long.parseLong(after("--owner", arguments));
  }

  private static String after(String name, String[] arguments) {
    for (int i = 0; i + 1 < arguments.length; i++) {
      if (arguments[i].equals(name)) {
        return arguments[i + 1];
      }
    }
    throw new IllegalArgumentException(name + " is missing");
  }
}
