package dev.twokey.witness.sink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.twokey.inventory.Access;
import dev.twokey.inventory.Connection;
import dev.twokey.inventory.Credential;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.SecretRef;
import dev.twokey.journal.JournalStore.Head;
import dev.twokey.outside.World;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Secret;
import dev.twokey.witness.Sink;
import dev.twokey.witness.Sink.Newest;
import dev.twokey.witness.Witness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SinksTest {
  private static final String ID = "a".repeat(64);

  @TempDir @Nullable Path folder;

  private Path folder() {
    return requireNonNull(folder);
  }

  private static String line(long position) {
    return "twokey-witness journal="
        + ID
        + " position="
        + position
        + " hash="
        + "b".repeat(64)
        + " at=2025-03-01T10:00:00Z key=k signature=s";
  }

  private static Newest found(long position) {
    return new Newest.Found(new Witness(Optional.of(ID), new Head(position, "b".repeat(64))));
  }

  private static void keepsTheNewest(Sink sink) {
    assertThat(sink.newest()).isEqualTo(new Newest.Nothing());
    assertThat(sink.write(line(3))).isEmpty();
    assertThat(sink.newest()).isEqualTo(found(3));
    assertThat(sink.write(line(9))).isEmpty();
    assertThat(sink.newest()).isEqualTo(found(9));
  }

  private static void fails(Sink sink) {
    Problem why = sink.write(line(3)).orElseThrow();
    assertThat(why.code()).isEqualTo(ErrorCode.WITNESS_UNREACHABLE);
    assertThat(why.what()).contains(sink.name());
    assertThat(why.advice()).contains("Changes go on");
  }

  @Test
  void a_file_is_added_to_and_gives_its_last_line_back() throws IOException {
    Path file = folder().resolve("heads");
    keepsTheNewest(new FileSink(file));

    assertThat(Files.readAllLines(file)).containsExactly(line(3), line(9));
  }

  @Test
  void a_line_that_a_crash_tore_off_is_passed_over_and_the_next_one_stands_alone()
      throws IOException {
    Path file = folder().resolve("heads");
    Sink sink = new FileSink(file);
    assertThat(sink.write(line(3))).isEmpty();
    Files.writeString(file, line(4).substring(0, 90), StandardOpenOption.APPEND);

    assertThat(sink.newest()).isEqualTo(found(3));
    assertThat(sink.write(line(5))).isEmpty();
    assertThat(sink.newest()).isEqualTo(found(5));
    assertThat(Files.readAllLines(file)).hasSize(3);
  }

  @Test
  void only_the_end_of_a_long_file_is_read() throws IOException {
    Path file = folder().resolve("heads");
    Files.writeString(file, (line(1) + "\n").repeat(2_000) + line(7) + "\n");

    assertThat(new FileSink(file).newest()).isEqualTo(found(7));
  }

  @Test
  void a_file_that_can_not_be_written_or_read_says_so() {
    Sink sink = new FileSink(folder());
    fails(sink);
    assertThat(sink.newest()).isInstanceOf(Newest.Unreadable.class);
  }

  private void git(Path at, String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(at.toFile()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
  }

  @Test
  void a_git_checkout_gets_a_commit_a_head() throws Exception {
    git(folder(), "init", "--quiet");
    keepsTheNewest(new GitSink(folder(), false));

    git(folder(), "rev-parse", "HEAD~1");
    git(folder(), "diff", "--quiet", "HEAD");
  }

  @Test
  void pushed_heads_are_read_from_where_they_were_pushed_to() throws Exception {
    Path remote = Files.createDirectory(folder().resolve("remote.git"));
    git(remote, "init", "--quiet", "--bare", "--initial-branch=main");
    Path seed = Files.createDirectory(folder().resolve("seed"));
    git(folder(), "clone", "--quiet", remote.toString(), seed.toString());
    git(
        seed,
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@localhost",
        "commit",
        "--quiet",
        "--allow-empty",
        "-m",
        "begin");
    git(seed, "push", "--quiet", "origin", "HEAD:main");
    Path checkout = folder().resolve("checkout");
    git(folder(), "clone", "--quiet", remote.toString(), checkout.toString());
    Sink sink = new GitSink(checkout, true);
    keepsTheNewest(sink);

    git(checkout, "reset", "--quiet", "--hard", "HEAD~1");
    assertThat(sink.newest()).isEqualTo(found(9));
  }

  @Test
  void what_is_no_checkout_and_a_remote_that_is_gone_say_so() throws Exception {
    Sink none = new GitSink(folder(), false);
    fails(none);
    git(folder(), "init", "--quiet");
    fails(new GitSink(folder(), true));
  }

  @Test
  void a_log_host_gets_one_framed_message() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> got =
          CompletableFuture.supplyAsync(() -> {
            try (Socket socket = server.accept()) {
              return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          });
      Sink sink =
          new SyslogSink(
              "127.0.0.1", server.getLocalPort(), () -> Instant.parse("2025-03-01T10:00:00Z"));
      assertThat(sink.write(line(3))).isEmpty();

      String text = "<110>1 2025-03-01T10:00:00Z - twokey - - - " + line(3);
      assertThat(got.get(20, TimeUnit.SECONDS)).isEqualTo(text.length() + " " + text);
      assertThat(sink.newest()).isEqualTo(new Newest.NotKept());
    }
  }

  @Test
  void a_log_host_that_is_not_there_or_must_not_be_asked_says_so() throws IOException {
    int free;
    try (ServerSocket server = new ServerSocket(0)) {
      free = server.getLocalPort();
    }
    fails(new SyslogSink("127.0.0.1", free, InstantSource.system()));
    fails(new SyslogSink("169.254.169.254", 514, InstantSource.system()));
  }

  private World world(Map<String, String> facts) {
    Credential change =
        new Credential(Map.of(), Map.of("token", new SecretRef(SecretRef.Source.ENVIRONMENT, "T")));
    Connection connection = new Connection("heads", "http", facts, Map.of(Access.CHANGE, change));
    Environment prod =
        new Environment("prod", "red", true, 1, List.of(), Map.of("heads", connection), Map.of());
    return new World(
        () -> new Inventory(Map.of("prod", prod)),
        _ -> new Secret("s3cret-token"),
        InstantSource.system());
  }

  @Test
  void a_system_of_the_inventory_gets_a_post_with_the_change_login() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> got = new java.util.concurrent.CopyOnWriteArrayList<>();
    server.createContext(
        "/",
        exchange -> {
          got.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          got.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/no") ? 500 : 204, -1);
          exchange.close();
        });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();
      Sink sink = new HttpSink(world(Map.of("url", base + "/heads?of=twokey")), "prod", "heads");
      assertThat(sink.write(line(3))).isEmpty();
      assertThat(got).containsExactly("POST /heads?of=twokey Bearer s3cret-token", line(3) + "\n");
      assertThat(sink.newest()).isEqualTo(new Newest.NotKept());

      fails(new HttpSink(world(Map.of("url", base + "/no")), "prod", "heads"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_connection_that_is_not_there_or_leads_nowhere_says_so() {
    fails(new HttpSink(world(Map.of("url", "http://169.254.169.254/x")), "prod", "heads"));
    fails(new HttpSink(world(Map.of("url", "nonsense")), "prod", "heads"));
    fails(new HttpSink(world(Map.of()), "prod", "heads"));
    fails(new HttpSink(world(Map.of()), "prod", "others"));
  }
}
