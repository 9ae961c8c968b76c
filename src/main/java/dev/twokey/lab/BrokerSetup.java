package dev.twokey.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Creates users, permissions and queues through the management API; doing it twice changes nothing.
 *
 * <p>The reading user has the tag {@code monitoring} and permissions that match no resource: so it
 * sees the virtual host and its queues, and is refused to get, purge, publish, declare and delete.
 * With permission to read it could purge; with no permissions at all it would see an empty list of
 * queues.
 */
final class BrokerSetup {
  private static final String NOTHING = "^$";
  private static final String ALL = ".*";
  private static final String OWN = "^twokey\\..*";

  private final LabDirectory lab;
  private final String api;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  BrokerSetup(LabDirectory lab, LabPorts ports) {
    this.lab = lab;
    this.api = "http://127.0.0.1:" + ports.management() + "/api";
  }

  /** Whether the API answers to the administrator. */
  boolean answers() throws InterruptedException {
    try {
      return send("GET", "/overview", Json.object()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not (yet) there: this is the question
    }
  }

  void apply() throws IOException, InterruptedException {
    put("/vhosts/%2F", Json.object());
    user("app", "", ALL, ALL, ALL);
    user("twokey_read", "monitoring", NOTHING, NOTHING, NOTHING);
    // What is its own it may declare, fill and delete: the write-read test.
    user("twokey_change", "monitoring", OWN, OWN, OWN);
    // Purging asks for read.
    user("twokey_destroy", "monitoring", NOTHING, NOTHING, ALL);
    for (String queue : LabSystem.WORKERS.keySet()) {
      put("/queues/%2F/" + queue, Json.object().put("durable", true));
    }
  }

  private void user(String name, String tag, String configure, String write, String read)
      throws IOException, InterruptedException {
    String password = lab.secret("secrets/" + name + ".password");
    put("/users/" + name, Json.object().put("password", password).put("tags", tag));
    put(
        "/permissions/%2F/" + name,
        Json.object().put("configure", configure).put("write", write).put("read", read));
  }

  private void put(String path, ObjectNode body) throws IOException, InterruptedException {
    HttpResponse<String> response = send("PUT", path, body);
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          "PUT " + path + " was answered with " + response.statusCode() + " " + response.body());
    }
  }

  private HttpResponse<String> send(String method, String path, ObjectNode body)
      throws IOException, InterruptedException {
    String login = "admin:" + lab.secret("secrets/admin.password");
    String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + path))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(Json.line(body)))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
