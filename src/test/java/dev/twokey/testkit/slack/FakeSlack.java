package dev.twokey.testkit.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A Slack on loopback with one workspace, one app, and people who use it. */
public final class FakeSlack implements AutoCloseable {
  /** The workspace's id. */
  public static final String TEAM = Workspace.TEAM;

  /** The token of the app's bot. */
  public static final String BOT_TOKEN = "xoxb-fake-0000000000-bot";

  /** The token with which the app opens connections. */
  public static final String APP_TOKEN = "xapp-fake-0000000000-app";

  private final Workspace workspace;
  private final Mischief mischief = new Mischief();
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Sockets sockets;
  private final WebApi api;
  private final Responses responses;
  private volatile Door door;

  private FakeSlack(Duration ackWithin, Duration triggerLife)
      throws IOException, InterruptedException {
    workspace = new Workspace(triggerLife);
    http =
        HttpServer.create(new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    sockets = new Sockets(mischief, ackWithin);
    door = sockets;
    Map<String, WebApi.Method> methods = new HashMap<>();
    methods.putAll(new ChatMethods(workspace).methods());
    methods.putAll(new OtherMethods(workspace, this::web, sockets::ticket).methods());
    api = new WebApi(methods, new WebApi.Tokens(BOT_TOKEN, APP_TOKEN), mischief);
    responses = new Responses(workspace, this::web);
    http.createContext("/api/", api::handle);
    http.createContext("/upload/", this::upload);
    http.createContext("/response/", responses::handle);
    http.start();
  }

  /** Starts one with Slack's own patience: three seconds for answers and for triggers. */
  public static FakeSlack start() {
    return start(Duration.ofSeconds(3), Duration.ofSeconds(3));
  }

  /** Starts one with another patience. */
  public static FakeSlack start(Duration ackWithin, Duration triggerLife) {
    try {
      return new FakeSlack(ackWithin, triggerLife);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String web() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
  }

  /** Returns the address under which the methods of the Web API lie. */
  public String apiUrl() {
    return web() + "api/";
  }

  /** Returns what can be made to go wrong. */
  public Mischief mischief() {
    return mischief;
  }

  /** Adds a channel; the app is in it. */
  public FakeSlack channel(String id, String name) {
    synchronized (workspace) {
      Room room = new Room(id, name);
      room.members.add(Workspace.BOT_USER);
      workspace.rooms.put(id, room);
    }
    return this;
  }

  /** Changes whether a channel is shared with another organisation. */
  public void share(String channel, boolean shared) {
    synchronized (workspace) {
      workspace.room(channel).sharedWithOthers = shared;
    }
  }

  /** Takes somebody out of a channel; the app itself where no user is named. */
  public void leave(String channel, @Nullable SlackPerson person) {
    synchronized (workspace) {
      workspace.room(channel).members.remove(person == null ? Workspace.BOT_USER : person.id());
    }
  }

  /** Adds a full member who is in all channels that there are. */
  public SlackPerson member(String id, String name) {
    return person(new SlackUser(id, TEAM, name, SlackUser.Kind.MEMBER));
  }

  /** Adds anybody, in all channels that there are. */
  public SlackPerson person(SlackUser user) {
    synchronized (workspace) {
      workspace.users.put(user.id(), user);
      workspace.rooms.values().forEach(room -> room.members.add(user.id()));
    }
    return new SlackPerson(this, workspace, user);
  }

  /** Returns all calls so far. */
  public List<WebApi.Call> calls() {
    return api.calls();
  }

  /** Returns how often a method was called. */
  public long calls(String method) {
    return api.calls().stream().filter(c -> c.method().equals(method)).count();
  }

  /** Returns how many connections the app has open. */
  public int connections() {
    return sockets.connections();
  }

  /** Returns how often the app opened a connection. */
  public int opened() {
    return sockets.opened();
  }

  /** Returns how many envelopes were acknowledged, in time or too late. */
  public int acknowledged() {
    return sockets.acks();
  }

  /** Says that the same app is connected from elsewhere too. */
  public void othersConnect(int count) {
    sockets.othersAre(count);
  }

  /** Asks the app to replace its oldest connection, with Slack's reason. */
  public void disconnect(String reason) {
    sockets.disconnect(reason);
  }

  /** Ends all connections without a word. */
  public void cut() {
    sockets.cut();
  }

  Door door() {
    return door;
  }

  Responses responses() {
    return responses;
  }

  String file(String id) {
    synchronized (workspace) {
      @Nullable SlackFile file = workspace.files.get(id);
      if (file == null || !file.shared) {
        throw new AssertionError("nobody can see the file " + id);
      }
      return new String(file.content, StandardCharsets.UTF_8);
    }
  }

  private void upload(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] content = exchange.getRequestBody().readAllBytes();
      int status;
      synchronized (workspace) {
        @Nullable SlackFile file = workspace.files.get(path.substring(path.lastIndexOf('/') + 1));
        status = file == null ? 404 : file.length == content.length ? 200 : 400;
        if (file != null && status == 200) {
          file.content = content;
          file.uploaded = true;
        }
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
    try {
      sockets.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
