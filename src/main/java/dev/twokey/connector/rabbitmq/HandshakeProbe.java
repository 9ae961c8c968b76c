package dev.twokey.connector.rabbitmq;

import dev.twokey.inventory.Access;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.SecretRef;
import dev.twokey.outside.Call;
import dev.twokey.outside.OutsideFailure;
import dev.twokey.outside.OutsideProbe;
import dev.twokey.outside.Place;
import dev.twokey.outside.ReadingShape;
import dev.twokey.outside.World;
import dev.twokey.probe.ProbeKind;
import dev.twokey.problem.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The AMQP handshake: how far a client comes. A broker that takes the protocol header answers with
 * Connection.Start; the text {@code AMQP} comes back when it rejects the header.
 */
final class HandshakeProbe extends OutsideProbe {
  private static final int FINGERPRINT_DIGITS = 8;

  HandshakeProbe(World world, Place place) {
    super(
        world,
        new ProbeKind(
            "amqp.handshake",
            List.of(Argument.required("service", ArgumentType.SERVICE, "the broker")),
            ReadingShape.of("amqp.handshake")
                .flag("answered", "started", "authenticated")
                .text("answer", "user", "host", "fingerprint")
                .whole("milliseconds")
                .done(),
            true,
            "How far an AMQP client comes: answered (anything came back), started (the protocol"
                + " was taken), authenticated (the login was taken). From an instance it is made"
                + " with that instance's name, port and login; the password is shown as a keyed"
                + " fingerprint."),
        place);
  }

  @Override
  protected Map<String, Object> ask(Call call) throws OutsideFailure {
    Broker broker = Broker.ofService(call);
    String user = call.user(broker.connection(), Access.READ);
    Secret password = call.secret(broker.connection(), Access.READ, "password");
    Map<String, Object> values = new LinkedHashMap<>();
    Handshake.Result result =
        Handshake.with(
            new Handshake.Login(
                broker.host(call), broker.port(call), broker.vhost(call), user, password),
            call.limit());
    values.put("answered", result.answered());
    values.put("started", result.started());
    values.put("authenticated", result.authenticated());
    values.put("answer", result.answer());
    values.put("user", user);
    values.put("host", broker.host(call));
    SecretRef key =
        call.credential(broker.connection(), Access.READ).secrets().get("fingerprint_key");
    if (key != null) {
      values.put("fingerprint", fingerprint(call.resolve(key), password));
    }
    values.put("milliseconds", result.milliseconds());
    return values;
  }

  private static String fingerprint(Secret key, Secret password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
      String digits = HexFormat.of().formatHex(mac.doFinal(bytes(password)));
      return digits.substring(0, FINGERPRINT_DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256 (this is a bug)", e);
    }
  }

  private static byte[] bytes(Secret secret) {
    return secret.reveal().getBytes(StandardCharsets.UTF_8);
  }
}
