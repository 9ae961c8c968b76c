package dev.twokey.lab.supervisor;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Looks at a run until it is ready, has ended, or has taken too long. */
final class ReadinessWatch {
  private static final long LOOK_MILLIS = 100;
  private static final int CONNECT_MILLIS_MAX = 500;
  private static final long WATCH_SECONDS_MAX = 300;

  private ReadinessWatch() {}

  static void start(UnitDefinition unit, Run run) {
    if (unit.readiness().kind() == UnitDefinition.Readiness.Kind.NONE) {
      run.markReady();
      return;
    }
    Thread.ofVirtual().name("ready-" + unit.name()).start(() -> watch(unit.readiness(), run));
  }

  private static void watch(UnitDefinition.Readiness readiness, Run run) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WATCH_SECONDS_MAX);
    try {
      while (!run.exit().isDone() && System.nanoTime() < end) {
        if (answers(readiness)) {
          run.markReady();
          return;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean answers(UnitDefinition.Readiness readiness) {
    return switch (readiness.kind()) {
      case NONE -> true;
      case TCP -> connects(readiness.port());
      case HTTP -> gets(readiness.port(), String.valueOf(readiness.path()));
    };
  }

  static boolean connects(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS_MAX);
      return true;
    } catch (IOException e) {
      return false; // not yet: this is the question
    }
  }

  private static boolean gets(int port, String path) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
      connection.setConnectTimeout(CONNECT_MILLIS_MAX);
      connection.setReadTimeout(CONNECT_MILLIS_MAX);
      int status = connection.getResponseCode();
      connection.disconnect();
      return status < 500;
    } catch (IOException e) {
      return false; // not yet: this is the question
    }
  }
}
