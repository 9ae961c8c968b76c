package dev.twokey.lab;

import dev.twokey.lab.supervisor.BrokerDefinition;
import dev.twokey.lab.text.DurableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The private folder, configuration and environment of one RabbitMQ node.
 *
 * <p>Run by root, the broker becomes user {@code rabbitmq}, who may not enter the lab's folder; its
 * own then lies in the folder for temporary files.
 */
final class BrokerFiles {
  static final String UNIT = "rabbitmq-server";
  private static final String USER = "rabbitmq";
  private static final String DISK_LIMIT = "50MB";
  private static final String MEMORY_LIMIT = "0.4";
  private static final String LOOPBACK_ONLY = "-kernel inet_dist_use_interface {127,0,0,1}";
  private static final Path DEBIAN = Path.of("/usr/lib/rabbitmq/lib");

  private final LabDirectory lab;
  private final String environment;
  private final LabPorts ports;
  private final boolean root = System.getProperty("user.name").equals("root");
  private final Path home;

  BrokerFiles(LabDirectory lab, String environment, LabPorts ports) {
    this.lab = lab;
    this.environment = environment;
    this.ports = ports;
    this.home = root ? sharedHome() : lab.path().resolve("broker");
  }

  private Path sharedHome() {
    // From a secret, so a lab that is made anew never meets the data of an old one.
    String mark = HexFormat.of().toHexDigits(lab.secret("secrets/admin.password").hashCode());
    return Path.of(System.getProperty("java.io.tmpdir"), "twokey-lab-" + environment + "-" + mark);
  }

  Path home() {
    return home;
  }

  List<String> prefix() {
    return root
        ? List.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups")
        : List.of();
  }

  BrokerDefinition definition() throws IOException {
    return new BrokerDefinition(
        UNIT,
        prefix(),
        tools().toString(),
        variables(),
        home.toString(),
        DISK_LIMIT,
        MEMORY_LIMIT,
        ports.management());
  }

  /**
   * The folder with RabbitMQ's own scripts; Debian's wrappers insist on their own user and paths.
   */
  static Path tools() throws IOException {
    if (Files.isDirectory(DEBIAN)) {
      try (Stream<Path> versions = Files.list(DEBIAN)) {
        return versions
            .map(version -> version.resolve("sbin"))
            .filter(sbin -> Files.isExecutable(sbin.resolve("rabbitmq-server")))
            .max(Path::compareTo)
            .orElseThrow(BrokerFiles::notInstalled);
      }
    }
    throw notInstalled();
  }

  private static IOException notInstalled() {
    return new IOException(
        "RabbitMQ is not in " + DEBIAN + "; install Debian's package rabbitmq-server");
  }

  Map<String, String> variables() throws IOException {
    Map<String, String> variables = new HashMap<>();
    variables.put("HOME", home.toString());
    variables.put("LANG", "C.UTF-8");
    variables.put(
        "PATH", tools() + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    variables.put("ERL_EPMD_ADDRESS", "127.0.0.1");
    variables.put("ERL_EPMD_PORT", Integer.toString(ports.epmd()));
    variables.put("RABBITMQ_NODENAME", "twokey_" + environment + "@localhost");
    variables.put("RABBITMQ_NODE_PORT", Integer.toString(ports.amqp()));
    variables.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
    variables.put("RABBITMQ_DIST_PORT", Integer.toString(ports.distribution()));
    variables.put("RABBITMQ_MNESIA_BASE", home.resolve("data").toString());
    variables.put("RABBITMQ_LOG_BASE", home.resolve("log").toString());
    variables.put("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq").toString());
    variables.put("RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("enabled_plugins").toString());
    variables.put("RABBITMQ_LOG", "-color");
    variables.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", LOOPBACK_ONLY);
    variables.put("RABBITMQ_CTL_ERL_ARGS", LOOPBACK_ONLY);
    // Without these the script stays as a parent that hides the broker's own pid.
    variables.put("RABBITMQ_ALLOW_INPUT", "1");
    variables.put("RABBITMQ_SERVER_START_ARGS", "-noinput");
    return Map.copyOf(variables);
  }

  /** Writes what the broker reads at its start; what it has written itself is left alone. */
  void prepare() throws IOException {
    Files.createDirectories(home);
    refuseForeign();
    for (String folder : List.of("data", "log")) {
      Files.createDirectories(home.resolve(folder));
    }
    DurableFile.write(home.resolve("rabbitmq.conf"), configuration());
    if (!Files.exists(home.resolve("enabled_plugins"))) {
      DurableFile.write(home.resolve("enabled_plugins"), "[rabbitmq_management].\n");
    }
    if (root) {
      give();
    }
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
  }

  private String configuration() throws IOException {
    try (InputStream in = BrokerFiles.class.getResourceAsStream("rabbitmq.conf")) {
      if (in == null) {
        throw new IOException("rabbitmq.conf is not on the class path (this is a bug)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@amqp@", Integer.toString(ports.amqp()))
          .replace("@management@", Integer.toString(ports.management()))
          .replace("@disk@", DISK_LIMIT)
          .replace("@memory@", MEMORY_LIMIT)
          .replace("@admin@", lab.secret("secrets/admin.password"));
    }
  }

  /** A folder in a place open to all may have been laid there by somebody else. */
  private void refuseForeign() throws IOException {
    String owner = Files.getOwner(home, LinkOption.NOFOLLOW_LINKS).getName();
    boolean ours = owner.equals(System.getProperty("user.name")) || (root && owner.equals(USER));
    if (Files.isSymbolicLink(home) || !ours) {
      throw new IOException(home + " belongs to " + owner + "; remove it, or take another --dir");
    }
  }

  private void give() throws IOException {
    UserPrincipal user =
        home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
    try (Stream<Path> paths = Files.walk(home)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (!Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(user)) {
          Files.setOwner(path, user);
        }
      }
    }
  }
}
