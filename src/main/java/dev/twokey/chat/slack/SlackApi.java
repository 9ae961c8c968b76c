package dev.twokey.chat.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.apps.connections.AppsConnectionsOpenResponse;
import com.slack.api.util.http.SlackHttpClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The Web API. Each call is made once: the HTTP client would otherwise send a post again whose
 * answer was lost, and a message would stand there twice.
 */
final class SlackApi implements AutoCloseable {
  private static final MediaType BYTES = MediaType.get("application/octet-stream");
  private static final Set<String> NOT_NOW =
      Set.of("ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable");
  private static final Set<String> UNSURE =
      Set.of("internal_error", "fatal_error", "request_timeout", "update_failed");
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final Slack slack;
  private final OkHttpClient http;
  private final MethodsClient methods;
  private final SlackSettings settings;

  /** A call of a method. */
  interface Call<T> {
    T on(MethodsClient client) throws IOException, SlackApiException;
  }

  SlackApi(SlackSettings settings) {
    this.settings = settings;
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(settings.apiUrl());
    config.setStatsEnabled(false);
    config.setPrettyResponseLoggingEnabled(false);
    config.setHttpClientCallTimeoutMillis((int) settings.patience().call().toMillis());
    this.http =
        SlackHttpClient.buildOkHttpClient(config)
            .newBuilder()
            .retryOnConnectionFailure(false)
            .build();
    SlackHttpClient client = new SlackHttpClient(http);
    client.setConfig(config);
    this.slack = Slack.getInstance(config, client);
    this.methods = slack.methods(settings.botToken().reveal());
  }

  Slack slack() {
    return slack;
  }

  SlackSettings settings() {
    return settings;
  }

  /** Calls a method with the bot's token. */
  <T extends SlackApiTextResponse> Answer<T> call(Call<T> call) {
    return call(methods, call);
  }

  /** Asks for the address of a new connection. */
  Answer<String> socketUrl() {
    return call(slack.methods(settings.appToken().reveal()), c -> c.appsConnectionsOpen(r -> r))
        .map(AppsConnectionsOpenResponse::getUrl);
  }

  /** Sends bytes to the address that Slack gave for a file. */
  Answer<Integer> upload(String url, byte[] content) {
    RequestBody body = RequestBody.create(content, BYTES);
    try (Response response =
        http.newCall(new Request.Builder().url(url).post(body).build()).execute()) {
      return response.isSuccessful()
          ? new Answer.Ok<>(response.code())
          : failed(response.code(), Optional.ofNullable(response.header("Retry-After")));
    } catch (IOException e) {
      return lost(e);
    }
  }

  private static <T extends SlackApiTextResponse> Answer<T> call(
      MethodsClient client, Call<T> call) {
    try {
      T answer = call.on(client);
      String code = Optional.ofNullable(answer.getError()).orElse("no_answer");
      if (answer.isOk()) {
        return new Answer.Ok<>(answer);
      } else if (NOT_NOW.contains(code)) {
        return new Answer.Later<>("Slack says " + code, Optional.empty());
      } else if (UNSURE.contains(code)) {
        return new Answer.Unsure<>("Slack says " + code);
      }
      return new Answer.Refused<>(code);
    } catch (SlackApiException e) {
      return failed(
          e.getResponse().code(), Optional.ofNullable(e.getResponse().header("Retry-After")));
    } catch (IOException e) {
      return lost(e);
    }
  }

  private static <T> Answer<T> failed(int status, Optional<String> retryAfter) {
    if (status == TOO_MANY) {
      long seconds = retryAfter.filter(s -> s.matches("\\d{1,6}")).map(Long::valueOf).orElse(1L);
      return new Answer.Later<>(
          "Slack's rate limit, again after " + seconds + " s", Optional.of(seconds * 1_000));
    }
    return status >= SERVER_ERROR
        ? new Answer.Unsure<>("Slack answered with HTTP " + status)
        : new Answer.Refused<>("http_" + status);
  }

  private static <T> Answer<T> lost(IOException e) {
    boolean neverSent = e instanceof ConnectException || e instanceof UnknownHostException;
    String why = "Slack can't be reached (" + e.getClass().getSimpleName() + ")";
    return neverSent ? new Answer.Later<>(why, Optional.empty()) : new Answer.Unsure<>(why);
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
