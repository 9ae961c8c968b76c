package dev.twokey.outside;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which addresses no connection may lead to: link-local ones and the others where clouds hand out
 * credentials, multicast, broadcast and the wildcard. Private ones and loopback are where systems
 * live. An IPv4 address inside an IPv6 one counts as itself.
 */
final class Egress {
  private static final int V4_LENGTH = 4;
  private static final int V6_LENGTH = 16;

  /** Names under which clouds hand out credentials. */
  private static final Set<String> METADATA_NAMES =
      Set.of(
          "metadata",
          "metadata.google.internal",
          "metadata.goog",
          "metadata.azure.internal",
          "instance-data",
          "instance-data.ec2.internal");

  /** Addresses under which clouds hand out credentials, beside the link-local ones, in hex. */
  private static final Set<String> METADATA =
      Set.of(
          "646464c8", // 100.100.100.200
          "a83f8110", // 168.63.129.16
          "c00000c0", // 192.0.0.192
          "fd000ec2000000000000000000000254", // fd00:ec2::254
          "fd2000ce000000000000000000000254"); // fd20:ce::254

  /** Prefixes of IPv6 addresses that hold an IPv4 one, in hex; it begins right after. */
  private static final List<String> HOLDS_V4 =
      List.of(
          "00000000000000000000ffff", // mapped
          "000000000000000000000000", // compatible
          "0064ff9b0000000000000000", // NAT64
          "2002"); // 6to4

  private Egress() {}

  /** Returns whether a connection may lead there. */
  static boolean allows(InetAddress address) {
    boolean kind =
        address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress();
    return !kind && allows(address.getAddress());
  }

  /** Returns whether a name may be looked up. */
  static boolean allows(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    return !METADATA_NAMES.contains(
        plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain);
  }

  private static boolean allows(byte[] address) {
    String hex = HexFormat.of().formatHex(address);
    if (METADATA.contains(hex)) {
      return false;
    } else if (address.length == V4_LENGTH) {
      return v4(address);
    }
    boolean loopback = hex.equals("0".repeat(2 * V6_LENGTH - 1) + "1");
    return loopback
        || HOLDS_V4.stream()
            .filter(hex::startsWith)
            .map(prefix -> prefix.length() / 2)
            .allMatch(at -> allows(Arrays.copyOfRange(address, at, at + V4_LENGTH)));
  }

  private static boolean v4(byte[] address) {
    int first = address[0] & 0xff;
    int second = address[1] & 0xff;
    boolean linkLocal = first == 169 && second == 254;
    // 0.x is this network; 224 and above are multicast, reserved and broadcast
    return first != 0 && first < 224 && !linkLocal;
  }
}
