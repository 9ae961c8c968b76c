package dev.twokey.witness.sink;

import dev.twokey.witness.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A file that lines are added to, synced one by one; best on other storage. */
public final class FileSink implements Sink {
  private static final int TAIL_BYTES = 16 * 1024;

  private final Path file;

  public FileSink(Path file) {
    this.file = file;
  }

  @Override
  public String name() {
    return "file " + file;
  }

  @Override
  public synchronized Optional<dev.twokey.problem.Problem> write(String line) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      String begin = endsInTheMiddle(channel) ? "\n" : "";
      ByteBuffer bytes = ByteBuffer.wrap((begin + line + "\n").getBytes(StandardCharsets.UTF_8));
      channel.position(channel.size());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      return Optional.empty();
    } catch (IOException e) {
      return Tail.failed(name(), e.toString());
    }
  }

  private static boolean endsInTheMiddle(FileChannel channel) throws IOException {
    if (channel.size() == 0) {
      return false;
    }
    ByteBuffer last = ByteBuffer.allocate(1);
    return channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
  }

  @Override
  public Newest newest() {
    if (Files.notExists(file)) {
      return new Newest.Nothing();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long from = Math.max(0, channel.size() - TAIL_BYTES);
      ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
        // until all is there
      }
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      return Tail.newest(from == 0 || lines.isEmpty() ? lines : lines.subList(1, lines.size()));
    } catch (IOException e) {
      return new Newest.Unreadable(Tail.problem(name(), e.toString()));
    }
  }
}
