package dev.twokey.outside;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The name server of this process: it hands out no address that {@link Egress} forbids. So there is
 * no gap between the check of an address and its use: whatever a client looks up again, also after
 * the answer of the network's name server changed, was checked. Found through META-INF/services.
 */
public final class CheckedNames extends InetAddressResolverProvider {
  private static final int REFUSED_MAX = 256;
  private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();

  @Override
  public InetAddressResolver get(Configuration configuration) {
    return over(configuration.builtinResolver());
  }

  @Override
  public String name() {
    return "checked names";
  }

  /** Returns whether the last answer for a name was refused. */
  static boolean refused(String name) {
    return REFUSED.contains(name);
  }

  /** Returns a resolver that hands out what another one finds, without what is forbidden. */
  public static InetAddressResolver over(InetAddressResolver source) {
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        if (!Egress.allows(host)) {
          return refuse(host);
        }
        List<InetAddress> allowed =
            source.lookupByName(host, policy).filter(Egress::allows).toList();
        if (allowed.isEmpty()) {
          return refuse(host);
        }
        REFUSED.remove(host);
        return allowed.stream();
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return source.lookupByAddress(address);
      }
    };
  }

  private static Stream<InetAddress> refuse(String host) throws UnknownHostException {
    if (REFUSED.size() >= REFUSED_MAX) {
      REFUSED.clear();
    }
    REFUSED.add(host);
    throw new UnknownHostException(host + " leads to where Twokey never connects to");
  }
}
