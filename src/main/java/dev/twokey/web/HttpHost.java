package dev.twokey.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.net.BindException;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;

/** The one HTTP server, on loopback only. */
public final class HttpHost implements AutoCloseable {
  private static final int ACCEPT_QUEUE = 1024; // each page keeps a stream; 50 refuses a crowd
  private static final long REQUEST_BYTES_MAX = 64 * 1024;

  private final Javalin javalin;
  private final int port;

  private HttpHost(Javalin javalin) {
    this.javalin = javalin;
    this.port = javalin.port();
  }

  /**
   * Starts it.
   *
   * @param port 0 for any free one
   * @param routes registers what it serves
   * @throws BindException when another program has the port
   */
  public static HttpHost start(int port, Consumer<JavalinConfig> routes) throws BindException {
    Javalin javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.concurrency.useVirtualThreads = true;
          config.http.maxRequestSize = REQUEST_BYTES_MAX;
          config.jetty.addConnector((server, http) -> {
            http.setSendServerVersion(false);
            ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http));
            connector.setHost("127.0.0.1");
            connector.setPort(port);
            connector.setAcceptQueueSize(ACCEPT_QUEUE);
            return connector;
          });
          routes.accept(config);
        });
    try {
      return new HttpHost(javalin.start());
    } catch (JavalinBindException e) {
      BindException taken = new BindException("port " + port + " of 127.0.0.1 is taken");
      taken.initCause(e);
      throw taken;
    }
  }

  /** Returns the port it listens on. */
  public int port() {
    return port;
  }

  /** Returns its address for people, such as {@code http://localhost:7420}. */
  public String address() {
    return "http://localhost:" + port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
