import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Checks or writes the format of every Java file under src with google-java-format. Files that were
 * right before are known by their hash and not looked at again.
 */
final class FormatSources {
  private static final Path SOURCES = Path.of("src");
  private static final Path KNOWN_GOOD = Path.of("target", "format-known-good");

  private FormatSources() {}

  public static void main(String[] arguments) throws IOException {
    boolean write = arguments.length > 0 && arguments[0].equals("write");
    Set<String> good = readKnownGood();
    List<Path> files = javaFiles();
    List<String> toLookAt = new ArrayList<>();
    for (Path file : files) {
      if (!good.contains(hash(file))) {
        toLookAt.add(file.toString());
      }
    }
    if (!toLookAt.isEmpty() && format(write, toLookAt) != 0) {
      System.err.println("twokey: the files named above are not formatted. Run: ./twokey format");
      System.exit(1);
    }
    Set<String> hashes = new TreeSet<>();
    for (Path file : files) {
      hashes.add(hash(file));
    }
    Files.createDirectories(KNOWN_GOOD.getParent());
    Files.write(KNOWN_GOOD, hashes);
  }

  private static int format(boolean write, List<String> files) {
    List<String> call = new ArrayList<>();
    call.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    call.addAll(files);
    return ToolProvider.findFirst("google-java-format")
        .orElseThrow()
        .run(System.out, System.err, call.toArray(new String[0]));
  }

  private static List<Path> javaFiles() throws IOException {
    try (Stream<Path> all = Files.walk(SOURCES)) {
      return all.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static Set<String> readKnownGood() throws IOException {
    return Files.exists(KNOWN_GOOD)
        ? new HashSet<>(Files.readAllLines(KNOWN_GOOD, StandardCharsets.UTF_8))
        : Set.of();
  }

  private static String hash(Path file) throws IOException {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
