package dev.twokey.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Connection;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;

/** The command of a small JVM, with only those jars on its class path that the lab needs. */
final class JavaCommand {
  private static final List<Class<?>> NEEDED =
      List.of(
          LabMain.class,
          ObjectMapper.class,
          JsonFactory.class,
          JsonInclude.class,
          Connection.class,
          Logger.class);

  private JavaCommand() {}

  /** {@code java … LabMain role}, with a heap of 32 MiB. */
  static List<String> of(String role, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xms8m",
            "-Xmx32m",
            "-Xss256k",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dslf4j.internal.verbosity=ERROR"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), LabMain.class.getName(), role));
    return List.copyOf(command);
  }

  private static String classPath() {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> type : NEEDED) {
      places.add(place(type));
    }
    return String.join(File.pathSeparator, places);
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of " + type + " is no path", e);
    }
  }
}
