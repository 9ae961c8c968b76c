package dev.twokey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The launcher without arguments helps at once: it needs no JDK, no build and no network. */
class LauncherTest {
  @Test
  void without_arguments_it_prints_help() throws Exception {
    assertThat(output(List.of("./twokey")))
        .contains("./twokey demo", "./twokey test", "./twokey format", "./twokey serve");
  }

  @Test
  void help_does_not_need_java() throws Exception {
    assertThat(output(List.of("env", "-i", "PATH=/usr/bin:/bin", "./twokey", "--help")))
        .contains("./twokey lint");
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
