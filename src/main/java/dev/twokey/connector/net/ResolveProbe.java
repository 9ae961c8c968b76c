package dev.twokey.connector.net;

import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.outside.Addresses;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideFailure.Stage;
import dev.twokey.outside.OutsideProbe;
import dev.twokey.outside.Place;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the host name of a service resolves. */
final class ResolveProbe extends OutsideProbe {
  ResolveProbe(World world, Place place) {
    super(
        world,
        new ProbeKind(
            "dns.resolve",
            List.of(Argument.required("service", ArgumentType.SERVICE, "the service")),
            ReadingShape.of("dns.resolve")
                .flag("answered")
                .texts("addresses")
                .text("host", "detail")
                .done(),
            true,
            "Whether the host name of a service resolves, and to what. From an instance it is the"
                + " name that the instance uses, and its own resolver."),
        place);
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    Endpoint endpoint = Endpoint.of(call);
    Map<String, Object> values = new LinkedHashMap<>();
    try {
      List<String> addresses =
          Addresses.of(endpoint.host(), call.limit()).stream()
              .map(InetAddress::getHostAddress)
              .toList();
      values.put("answered", true);
      values.put("addresses", addresses);
      values.put("host", endpoint.host());
      values.put("detail", endpoint.host() + " is " + String.join(", ", addresses));
    } catch (OutsideFailure failure) {
      if (failure.stage() != Stage.UNREACHED || call.limit().cancelled()) {
        throw failure;
      }
      values.put("answered", false);
      values.put("addresses", List.of());
      values.put("host", endpoint.host());
      values.put("detail", failure.why().what());
    }
    return values;
  }
}
