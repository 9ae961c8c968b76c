package dev.twokey.connector;

import dev.twokey.outside.CheckedNames;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The name server of this test JVM: {@code *.test} names answer as they say, all others as ever.
 * Found through META-INF/services.
 */
public final class ControlledResolver extends InetAddressResolverProvider {
  /** Resolves to loopback. */
  static final String KNOWN = "known.test";

  /** Does not resolve. */
  static final String UNKNOWN = "unknown.test";

  /** Is never answered; each test asks for another, since names under question are shared. */
  static final String SILENT = "silent.test";

  /** Leads to where clouds hand out credentials. */
  static final String LINK_LOCAL = "link-local.test";

  private static final AtomicInteger WAITING = new AtomicInteger();
  private static volatile CountDownLatch end = new CountDownLatch(1);

  static int waiting() {
    return WAITING.get();
  }

  /** Lets all silent questions end without an answer. */
  static void release() {
    CountDownLatch old = end;
    end = new CountDownLatch(1);
    old.countDown();
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    return CheckedNames.over(names(configuration.builtinResolver()));
  }

  private static InetAddressResolver names(InetAddressResolver system) {
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        if (!host.endsWith(".test")) {
          return system.lookupByName(host, policy);
        } else if (host.endsWith(SILENT)) {
          waitForTheEnd();
        }
        return switch (host) {
          case KNOWN -> Stream.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
          case LINK_LOCAL ->
              Stream.of(InetAddress.getByAddress(host, new byte[] {(byte) 169, (byte) 254, 1, 1}));
          default -> throw new UnknownHostException(host);
        };
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return system.lookupByAddress(address);
      }
    };
  }

  private static void waitForTheEnd() {
    WAITING.incrementAndGet();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      WAITING.decrementAndGet();
    }
  }

  @Override
  public String name() {
    return "names of tests";
  }
}
