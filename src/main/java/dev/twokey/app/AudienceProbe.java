package dev.twokey.app;

import dev.twokey.chat.Audience;
import dev.twokey.chat.Conversation;
import dev.twokey.guard.ChannelGuard;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.outside.ReadingShape;
import dev.twokey.probe.Cancellation;
import dev.twokey.probe.Probe;
import dev.twokey.probe.ProbeCall;
import dev.twokey.probe.ProbeKind;
import dev.twokey.probe.Reading;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Who reads along in a channel, asked of the platform that it is on. For guards alone. */
final class AudienceProbe implements Probe {
  private static final ProbeKind KIND =
      new ProbeKind(
          ChannelGuard.PROBE,
          List.of(
              Argument.required(ChannelGuard.CHANNEL, ArgumentType.TEXT, "such as slack:C0123456")),
          ReadingShape.of(ChannelGuard.PROBE).text(ChannelGuard.AUDIENCE).done(),
          false,
          "Who reads along in a channel of a chat.");

  private final Function<Conversation, Audience> platforms;
  private final InstantSource clock;

  AudienceProbe(Function<Conversation, Audience> platforms, InstantSource clock) {
    this.platforms = platforms;
    this.clock = clock;
  }

  @Override
  public ProbeKind kind() {
    return KIND;
  }

  @Override
  public Reading read(ProbeCall call, Cancellation cancellation) {
    Conversation channel = Conversation.channel(call.text(ChannelGuard.CHANNEL).orElseThrow());
    Audience audience = platforms.apply(channel);
    return new Reading.Observed(clock.instant(), Map.of(ChannelGuard.AUDIENCE, audience.word()));
  }
}
