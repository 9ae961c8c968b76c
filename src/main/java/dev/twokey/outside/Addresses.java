package dev.twokey.outside;

import dev.twokey.outside.OutsideFailure.Stage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up, in bounded time, and refuses addresses that no connection may lead to: link-local
 * ones (where clouds hand out credentials), multicast and the wildcard.
 */
public final class Addresses {
  private static final String ADVICE = "Check the name in the inventory, and the name server.";

  private Addresses() {}

  /** Returns the addresses of a host, all of which may be connected to. */
  public static List<InetAddress> of(String host, Limit limit) throws OutsideFailure {
    List<InetAddress> addresses = look(host, limit);
    for (InetAddress address : addresses) {
      if (address.isLinkLocalAddress()
          || address.isMulticastAddress()
          || address.isAnyLocalAddress()) {
        throw OutsideFailure.notAsked(
            dev.twokey.problem.ErrorCode.CONFIG_INVALID,
            host + " leads to " + address.getHostAddress() + ", which Twokey never connects to.",
            "Use the address that the system has in its network.");
      }
    }
    return addresses;
  }

  private static List<InetAddress> look(String host, Limit limit) throws OutsideFailure {
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("look up " + host)
        .start(() -> {
          try {
            answer.complete(List.of(InetAddress.getAllByName(host)));
          } catch (UnknownHostException e) {
            answer.completeExceptionally(e);
          }
        });
    limit.ends(() -> answer.cancel(false));
    try {
      return answer.get(limit.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException _) {
      throw OutsideFailure.unreached("The host name " + host + " does not resolve.", ADVICE);
    } catch (TimeoutException | java.util.concurrent.CancellationException _) {
      throw limit.failure(Stage.UNREACHED, "No answer about the host name " + host);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw limit.failure(Stage.UNREACHED, "No answer about the host name " + host);
    }
  }
}
