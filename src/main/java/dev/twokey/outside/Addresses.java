package dev.twokey.outside;

import dev.twokey.outside.OutsideFailure.Stage;
import dev.twokey.problem.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * Looks names up, in bounded time, and refuses addresses that no connection may lead to ({@link
 * Egress}).
 */
public final class Addresses {
  private static final String ADVICE = "Check the name in the inventory, and the name server.";

  private Addresses() {}

  /** Returns the addresses of a host, all of which may be connected to. */
  public static List<InetAddress> of(String host, Limit limit) throws OutsideFailure {
    if (!Egress.allows(host)) {
      throw refused(host, "the metadata of a cloud");
    }
    List<InetAddress> addresses = look(host, limit);
    for (InetAddress address : addresses) {
      if (!Egress.allows(address)) {
        throw refused(host, address.getHostAddress());
      }
    }
    return addresses;
  }

  private static List<InetAddress> look(String host, Limit limit) throws OutsideFailure {
    try {
      return limit.wait(
          () -> List.of(InetAddress.getAllByName(host)),
          Stage.UNREACHED,
          "No answer about the host name " + host);
    } catch (IOException _) {
      if (CheckedNames.refused(host)) {
        throw refused(host, "a link-local or another forbidden address");
      }
      throw OutsideFailure.unreached("The host name " + host + " does not resolve.", ADVICE);
    }
  }

  private static OutsideFailure refused(String host, String where) {
    return OutsideFailure.notAsked(
        ErrorCode.CONFIG_INVALID,
        host + " leads to " + where + ", which Twokey never connects to.",
        "Use the address that the system has in its network.");
  }
}
