package dev.twokey.outside;

import dev.twokey.inventory.PagePath;
import dev.twokey.outside.OutsideFailure.Stage;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One HTTP exchange with a system of the inventory: bounded in time and bytes, ended by a cancel,
 * following no redirect. Nothing is sent twice.
 */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  private Http() {}

  /** Returns the value of a header for a login by user and password. */
  public static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** Returns an address below a base, such as a path with a query. */
  public static URI address(String base, String path) throws OutsideFailure {
    String start = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    try {
      URI address = URI.create(start + path);
      boolean below = PagePath.fits(path);
      boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (below && http && address.getHost() != null && address.getUserInfo() == null) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw OutsideFailure.notAsked(
        ErrorCode.CONFIG_INVALID,
        "'" + start + path + "' is no HTTP address.",
        "Write http://HOST:PORT in the connection, the login in its own keys. " + PagePath.ADVICE);
  }

  /** Sends a request and returns the answer with at most that many bytes of its body. */
  public static HttpAnswer send(HttpRequest.Builder request, Limit limit, int bytesMost)
      throws OutsideFailure {
    HttpRequest built = request.timeout(limit.left()).build();
    String system = built.uri().getAuthority();
    Addresses.of(built.uri().getHost(), limit);
    CompletableFuture<HttpResponse<FirstBytes.Kept>> answer =
        CLIENT.sendAsync(built, _ -> new FirstBytes(bytesMost));
    limit.ends(() -> answer.cancel(true));
    try {
      HttpResponse<FirstBytes.Kept> got = answer.get(limit.left().toNanos(), TimeUnit.NANOSECONDS);
      return new HttpAnswer(
          got.statusCode(),
          got.body().text(),
          got.body().truncated(),
          got.headers().firstValue("Location"));
    } catch (TimeoutException | CancellationException _) {
      throw limit.failure(Stage.LOST, "No answer from " + system);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw limit.failure(Stage.LOST, "No answer from " + system);
    } catch (ExecutionException e) {
      throw failure(e.getCause(), system, limit);
    } finally {
      answer.cancel(true);
    }
  }

  private static OutsideFailure failure(
      @org.jspecify.annotations.Nullable Throwable cause, String system, Limit limit) {
    return switch (cause) {
      case HttpConnectTimeoutException _ ->
          limit.failure(Stage.UNREACHED, "No connection to " + system);
      case ConnectException _ ->
          OutsideFailure.unreached(
              system + " refused the connection.", "Look whether the process runs.");
      case CancellationException _ -> limit.failure(Stage.LOST, "No answer from " + system);
      case HttpTimeoutException _ -> limit.failure(Stage.LOST, "No answer from " + system);
      case IOException broken ->
          new OutsideFailure(
              Stage.LOST,
              new Problem(
                  ErrorCode.SYSTEM_UNREACHABLE,
                  system + " broke the connection off (" + broken.getMessage() + ").",
                  "Ask again; look into its log if it stays so."));
      case null, default ->
          throw new IllegalStateException("HTTP failed in an unknown way (this is a bug)", cause);
    };
  }
}
