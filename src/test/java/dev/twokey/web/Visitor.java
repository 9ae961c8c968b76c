package dev.twokey.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody who speaks HTTP without a browser; keeps the cookie and the word of the session. */
final class Visitor {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern WORD = Pattern.compile("X-Csrf-Token\":\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;
  private final Map<String, String> headers = new HashMap<>();
  String cookie = "";
  String word = "";

  Visitor(ConsoleFixture fixture) {
    this(fixture.host.address());
  }

  /** Makes one who uses another name of the server. */
  Visitor(String address) {
    this.address = address;
  }

  /** Comes in by a link and reads the word of the session from a page. */
  Visitor enter(String link) {
    HttpResponse<String> in = send(request(link).POST(BodyPublishers.noBody()));
    cookie = in.headers().firstValue("Set-Cookie").orElse("").replaceAll(";.*", "");
    Matcher found = WORD.matcher(get("/channels/prod").body());
    word = found.find() ? found.group(1) : "";
    return this;
  }

  Visitor header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  HttpResponse<String> get(String path) {
    return send(request(address + path).GET());
  }

  HttpResponse<String> post(String path, Map<String, String> form) {
    return postForm(
        path,
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&")));
  }

  /** Posts the body of a form as it is, right or wrong. */
  HttpResponse<String> postForm(String path, String body) {
    return send(
        request(address + path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> postJson(String path, String json) {
    return send(
        request(address + path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** Opens a stream; closing the lines ends it. */
  Stream<String> stream(String path) {
    try {
      return client
          .send(
              request(address + path).header("Accept", "text/event-stream").GET().build(),
              BodyHandlers.ofLines())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String url) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    if (!word.isEmpty()) {
      request.header("X-Csrf-Token", word);
    }
    headers.forEach(request::header);
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
