package dev.twokey.app;

import dev.twokey.outside.World;
import dev.twokey.witness.Sink;
import dev.twokey.witness.sink.FileSink;
import dev.twokey.witness.sink.GitSink;
import dev.twokey.witness.sink.HttpSink;
import dev.twokey.witness.sink.SyslogSink;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where heads of the journal are noted, as it is typed. */
sealed interface SinkPlace {
  /** Lines in a file. */
  record File(Path path) implements SinkPlace {}

  /** Commits in a checkout. */
  record Git(Path checkout, boolean pushes) implements SinkPlace {}

  /** A log host. */
  record Syslog(String host, int port) implements SinkPlace {}

  /** A connection of the inventory. */
  record Http(String environment, String connection) implements SinkPlace {}

  /** Opens it; nothing is written yet. */
  default Sink sink(World world) {
    return switch (this) {
      case File(var path) -> new FileSink(path);
      case Git(var checkout, var pushes) -> new GitSink(checkout, pushes);
      case Syslog(var host, var port) -> new SyslogSink(host, port, world.clock());
      case Http(var environment, var connection) -> new HttpSink(world, environment, connection);
    };
  }

  /** Reads what was typed. */
  final class Reader implements ITypeConverter<SinkPlace> {
    private static final int PORT_MAX = 65_535;
    private static final String PUSHED = "git+push";

    @Override
    public SinkPlace convert(String text) {
      int colon = text.indexOf(':');
      String kind = colon < 0 ? text : text.substring(0, colon);
      String rest = colon < 0 ? "" : text.substring(colon + 1);
      boolean path = !rest.isBlank();
      if (kind.equals("file") && path) {
        return new File(Path.of(rest).toAbsolutePath());
      } else if ((kind.equals("git") || kind.equals(PUSHED)) && path) {
        return new Git(Path.of(rest).toAbsolutePath(), kind.equals(PUSHED));
      } else if (kind.equals("syslog") && rest.matches(".+:[0-9]{1,5}")) {
        return syslog(text, rest);
      } else if (kind.equals("http") && rest.matches("[a-z0-9_-]+/[a-z0-9_-]+")) {
        int slash = rest.indexOf('/');
        return new Http(rest.substring(0, slash), rest.substring(slash + 1));
      }
      throw wrong(text);
    }

    private static SinkPlace syslog(String text, String rest) {
      int colon = rest.lastIndexOf(':');
      int port = Integer.parseInt(rest.substring(colon + 1));
      if (port < 1 || port > PORT_MAX) {
        throw wrong(text);
      }
      return new Syslog(rest.substring(0, colon), port);
    }

    private static TypeConversionException wrong(String text) {
      return new TypeConversionException(
          "'"
              + text
              + "' is no place for heads: write file:PATH, git:DIR, git+push:DIR,"
              + " syslog:HOST:PORT or http:ENVIRONMENT/CONNECTION");
    }
  }
}
