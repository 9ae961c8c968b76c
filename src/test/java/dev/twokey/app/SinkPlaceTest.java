package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SinkPlaceTest {
  private final SinkPlace.Reader reader = new SinkPlace.Reader();

  @Test
  void each_kind_is_read() {
    assertThat(reader.convert("file:/mnt/w/heads"))
        .isEqualTo(new SinkPlace.File(Path.of("/mnt/w/heads")));
    assertThat(reader.convert("git:/srv/w")).isEqualTo(new SinkPlace.Git(Path.of("/srv/w"), false));
    assertThat(reader.convert("git+push:/srv/w"))
        .isEqualTo(new SinkPlace.Git(Path.of("/srv/w"), true));
    assertThat(reader.convert("syslog:log.example:6514"))
        .isEqualTo(new SinkPlace.Syslog("log.example", 6514));
    assertThat(reader.convert("http:prod/heads")).isEqualTo(new SinkPlace.Http("prod", "heads"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "file",
        "file:",
        "git:",
        "syslog:host",
        "syslog:host:0",
        "syslog:host:99999",
        "http:https://evil.example",
        "http:prod",
        "ftp:x"
      })
  void anything_else_is_refused_with_what_can_be_written(String text) {
    assertThatThrownBy(() -> reader.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("file:PATH, git:DIR, git+push:DIR, syslog:HOST:PORT");
  }
}
