package dev.twokey.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.twokey.lab.text.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Asks the management API as one of the broker's users. */
record ManagementApi(LabFixture lab, String user) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  JsonNode get(String path) throws IOException, InterruptedException {
    return Json.MAPPER.readTree(send("GET", path, "").body());
  }

  int status(String method, String path, String body) throws IOException, InterruptedException {
    return send(method, path, body).statusCode();
  }

  JsonNode queue(String name) throws IOException, InterruptedException {
    for (JsonNode queue : get("/queues")) {
      if (queue.path("name").asText().equals(name)) {
        return queue;
      }
    }
    return MissingNode.getInstance();
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    String login = user + ":" + lab.password(user);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(lab.managementUrl() + "/api" + path))
            .timeout(Duration.ofSeconds(5))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
