package dev.twokey.chatops;

import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Family;
import dev.twokey.engine.Input;
import dev.twokey.engine.Meanwhile;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.incident.Channel;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of a request that opens no stream of its own. Its state is what became of it; empty
 * before that.
 */
public final class RequestStream
    implements Decider<Optional<RequestStream.Taken>, RequestStream.Answer, RequestEvent, Object> {
  /** The family of request streams. */
  public static final Family<Optional<Taken>, Answer, RequestEvent, Object> FAMILY =
      new Family<>(
          new EventFamily(
              "request",
              Map.of(
                  "request.answered.1", RequestEvent.RequestAnswered.class,
                  "request.passed_on.1", RequestEvent.CommandPassedOn.class)),
          Answer.class,
          RequestEvent.class,
          new RequestStream(),
          Object::new);

  /** Put this on record. */
  public record Answer(RequestEvent event) implements Input {}

  /** What became of a request, and when. */
  public record Taken(RequestEvent event, Instant at) {}

  private RequestStream() {}

  /** Returns the stream of a request. */
  public static StreamId stream(String id) {
    return new StreamId("request", id);
  }

  @Override
  public Optional<Taken> initial(StreamId stream) {
    return Optional.empty();
  }

  @Override
  public Decision<RequestEvent> decide(
      Optional<Taken> state, Answer input, Context<Object> context) {
    return switch (input.event()) {
      case RequestEvent.RequestAnswered answered -> Decision.of(bound(answered, context));
      case RequestEvent.CommandPassedOn passed -> Decision.of(passed);
    };
  }

  private static RequestEvent bound(RequestEvent.RequestAnswered a, Context<Object> context) {
    Channel channel = context.look(Channel.FAMILY, Channel.stream(a.where()));
    return new RequestEvent.RequestAnswered(
        a.account(),
        a.person(),
        a.where(),
        a.text(),
        a.environment(),
        a.title(),
        a.lines(),
        a.suggestions(),
        a.why(),
        channel.incident());
  }

  @Override
  public Decision<RequestEvent> done(
      Optional<Taken> state, WorkDone done, Context<Object> context) {
    return Decision.nothing();
  }

  @Override
  public Optional<Taken> evolve(Optional<Taken> state, RequestEvent event, Instant at) {
    return Optional.of(new Taken(event, at));
  }

  @Override
  public Set<Work> work(Optional<Taken> state) {
    return Set.of();
  }

  @Override
  public boolean isClosed(Optional<Taken> state) {
    return true;
  }

  /** An answer changes nothing. */
  @Override
  public Meanwhile meanwhile(Optional<Taken> state, Decision<RequestEvent> decision) {
    return Meanwhile.READS;
  }
}
