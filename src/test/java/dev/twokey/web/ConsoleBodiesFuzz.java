package dev.twokey.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.fuzz.FuzzTarget;
import dev.twokey.web.EntryLinks.Use;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that a browser or the command line sends to the console. The first letter says to which
 * address; no body is an error of the server.
 */
public final class ConsoleBodiesFuzz implements FuzzTarget {
  private static final int SERVER_ERRORS = 500;

  private final ConsoleFixture console = started();
  private final Visitor ana = new Visitor(console).enter(console.link(TwoPeople.ANA, Use.ONCE));
  private final Visitor terminal =
      new Visitor(console).header("Authorization", "Bearer " + ConsoleFixture.TOKEN);
  private final Map<Character, Function<String, HttpResponse<String>>> doors =
      Map.of(
          'c', body -> ana.postForm("/channels/prod/commands", body),
          'k', body -> ana.postForm("/channels/prod/clicks", body),
          'a', body -> terminal.postJson("/api/command", body),
          'p', body -> terminal.postJson("/api/press", body),
          's', body -> ana.postJson("/sign-in/finish", body),
          'e', body -> ana.postJson("/enrolling/finish", body));

  private static ConsoleFixture started() {
    try {
      return new ConsoleFixture();
    } catch (BindException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public List<String> seeds() {
    return List.of(
        "ctext=%2Fhelp&key=k-1&thread=",
        "kmessage=m1&button=a%2Fop&key=k-2&filled=1&in.reason=no",
        "a{\"text\": \"/diagnose rabbitmq\", \"where\": \"staging\"}",
        "p{\"button\": \"b\", \"where\": \"staging\", \"inputs\": {\"phrase\": \"x\"}}",
        "s{\"id\": \"AAAA\", \"type\": \"public-key\", \"response\": {}}",
        "e{\"id\": \"AAAA\", \"type\": \"public-key\", \"response\": {}}");
  }

  @Override
  public void take(String input) {
    @Nullable Function<String, HttpResponse<String>> door =
        input.isEmpty() ? null : doors.get(input.charAt(0));
    if (door == null) {
      return;
    }
    HttpResponse<String> answer = door.apply(input.substring(1));
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(SERVER_ERRORS);
  }
}
