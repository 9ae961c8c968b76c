package dev.twokey.lab.supervisor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One GET on loopback, with an answer of bounded size. */
final class HttpAttempt {
  private static final int BODY_MAX = 8_192;

  private HttpAttempt() {}

  static ObjectNode get(int port, String path, int millis) {
    ObjectNode answer = Json.object();
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
      connection.setConnectTimeout(millis);
      connection.setReadTimeout(millis);
      connection.setInstanceFollowRedirects(false);
      answer.put("status", connection.getResponseCode());
      try (InputStream body =
          connection.getResponseCode() < 400
              ? connection.getInputStream()
              : connection.getErrorStream()) {
        answer.put("body", body == null ? "" : text(body));
      }
      answer.put("answered", true);
      answer.put("detail", "answered");
    } catch (SocketTimeoutException e) {
      answer.put("answered", false);
      answer.put("detail", "no answer in " + millis / 1000 + " s");
    } catch (IOException e) {
      answer.put("answered", false);
      answer.put("detail", Ask.detail(e, millis));
    }
    return answer;
  }

  private static String text(InputStream body) throws IOException {
    return new String(body.readNBytes(BODY_MAX), StandardCharsets.UTF_8);
  }
}
