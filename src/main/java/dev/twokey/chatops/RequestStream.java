package dev.twokey.chatops;

import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Family;
import dev.twokey.engine.Input;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.incident.Channel;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stream of a request that is answered at once. Its state is the answer. */
public final class RequestStream
    implements Decider<Optional<RequestEvent.RequestAnswered>, RequestStream.Answer, RequestEvent, Object> {
  /** The family of request streams. */
  public static final Family<Optional<RequestEvent.RequestAnswered>, Answer, RequestEvent, Object> FAMILY =
      new Family<>(
          new EventFamily("request", Map.of("request.answered.1", RequestEvent.RequestAnswered.class)),
          Answer.class,
          RequestEvent.class,
          new RequestStream(),
          Object::new);

  /** Put this answer on record. */
  public record Answer(RequestEvent.RequestAnswered answer) implements Input {}

  private RequestStream() {}

  /** Returns the stream of a request. */
  public static StreamId stream(String id) {
    return new StreamId("request", id);
  }

  @Override
  public Optional<RequestEvent.RequestAnswered> initial(StreamId stream) {
    return Optional.empty();
  }

  @Override
  public Decision<RequestEvent> decide(
      Optional<RequestEvent.RequestAnswered> state, Answer input, Context<Object> context) {
    RequestEvent.RequestAnswered a = input.answer();
    Channel channel = context.look(Channel.FAMILY, Channel.stream(a.where()));
    return Decision.of(
        new RequestEvent.RequestAnswered(
            a.account(),
            a.person(),
            a.where(),
            a.text(),
            a.environment(),
            a.title(),
            a.lines(),
            a.suggestions(),
            a.why(),
            channel.incident()));
  }

  @Override
  public Decision<RequestEvent> done(
      Optional<RequestEvent.RequestAnswered> state, WorkDone done, Context<Object> context) {
    return Decision.nothing();
  }

  @Override
  public Optional<RequestEvent.RequestAnswered> evolve(
      Optional<RequestEvent.RequestAnswered> state, RequestEvent event, Instant at) {
    return switch (event) {
      case RequestEvent.RequestAnswered answered -> Optional.of(answered);
    };
  }

  @Override
  public Set<Work> work(Optional<RequestEvent.RequestAnswered> state) {
    return Set.of();
  }

  @Override
  public boolean isClosed(Optional<RequestEvent.RequestAnswered> state) {
    return true;
  }
}
