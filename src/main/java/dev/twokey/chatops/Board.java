package dev.twokey.chatops;

import dev.twokey.chat.Conversation;
import dev.twokey.checklist.Checklist;
import dev.twokey.checklist.ChecklistDecider;
import dev.twokey.diagnosis.Diagnosis;
import dev.twokey.diagnosis.DiagnosisEvent;
import dev.twokey.incident.Channel;
import dev.twokey.incident.Halt;
import dev.twokey.incident.Incident;
import dev.twokey.incident.Lock;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Operation;
import dev.twokey.trust.Grant;
import dev.twokey.trust.Trust;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The newest state of each stream that people may refer to: an index, rebuilt from what the loop
 * tells. Decisions never rest on it; they look at the streams themselves. Safe for threads.
 */
public final class Board {
  private static final int STREAMS_MAX = 5_000;

  private Trust trust = Trust.NOTHING;

  private final Map<StreamId, Object> states =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, Object> eldest) {
          return size() > STREAMS_MAX;
        }
      };

  /**
   * Takes the newest state of a stream in.
   *
   * @param show hands its card over; whoever sees the state finds that done
   */
  public synchronized void put(StreamId stream, Object state, Runnable show) {
    if (state instanceof Trust newest) {
      trust = newest; // never forgotten, however much is going on
    }
    states.put(stream, state);
    show.run();
  }

  /** Returns the newest state of a stream. */
  public synchronized Optional<Object> state(StreamId stream) {
    return Optional.ofNullable(states.get(stream));
  }

  synchronized <S> List<S> all(Class<S> type) {
    return states.values().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Returns the operations that are not over. */
  public List<Operation> openOperations() {
    return all(Operation.class).stream()
        .filter(o -> !o.isEnded() && o.asked().isPresent())
        .toList();
  }

  /** Returns what is asked for a time and waits for a signature. */
  public List<Grant.Waiting> waitingGrants() {
    return all(Grant.Waiting.class);
  }

  /** Returns an operation by its id, or by the code of its plan; open ones first. */
  Optional<Operation> operation(String idOrCode) {
    List<Operation> known = all(Operation.class);
    Stream<Operation> open = known.stream().filter(o -> !o.isEnded());
    Stream<Operation> ended = known.stream().filter(Operation::isEnded);
    return Stream.concat(open, ended)
        .filter(o ->
            o.id().equals(idOrCode)
                || o.planned().map(p -> p.hash().code().equalsIgnoreCase(idOrCode)).orElse(false))
        .findFirst();
  }

  /** Returns a diagnosis by its id. */
  Optional<Diagnosis> diagnosis(String id) {
    return state(new StreamId("diagnosis", id)).map(Diagnosis.class::cast);
  }

  /** Returns whether a stream has a card that people see. */
  boolean hasCard(StreamId stream) {
    return switch (state(stream).orElse("")) {
      case Operation o -> o.asked().isPresent();
      case Diagnosis d -> d.question().isPresent();
      case Checklist c -> c.opened().isPresent();
      case Incident i -> !(i instanceof Incident.None);
      default -> false;
    };
  }

  /** Returns a checklist by its id. */
  Optional<Checklist> checklist(String id) {
    return state(ChecklistDecider.stream(id)).map(Checklist.class::cast);
  }

  /** Returns the checklists of a channel that are open. */
  List<Checklist> openChecklists(Conversation where) {
    return all(Checklist.class).stream()
        .filter(Checklist::isOpen)
        .filter(
            c -> c.opened().filter(o -> o.opening().where().top().equals(where.top())).isPresent())
        .toList();
  }

  /** Returns the incident that was closed last in a channel. */
  Optional<Incident.Closed> lastClosedIn(Conversation where) {
    return all(Incident.Closed.class).stream()
        .filter(i -> i.was().where().top().equals(where.top()))
        .max(Comparator.comparing(Incident.Closed::at));
  }

  /** Returns the incident that a channel is bound to. */
  public Optional<String> incidentOf(Conversation where) {
    return state(Channel.stream(where)).map(Channel.class::cast).flatMap(Channel::incident);
  }

  /** Returns the environment that a channel's incident is about. */
  Optional<String> environmentOf(Conversation where) {
    return state(Channel.stream(where)).map(Channel.class::cast).flatMap(Channel::environment);
  }

  /** Returns an incident. */
  public Optional<Incident> incident(String id) {
    return state(new StreamId("incident", id)).map(Incident.class::cast);
  }

  /** Returns the channels in which something is open, each once. */
  public List<Conversation> whereWorkIsOpen() {
    Stream<Conversation> operations = openOperations().stream().map(o -> o.request().where());
    Stream<Conversation> diagnoses =
        all(Diagnosis.class).stream()
            .filter(d -> d.wave().isPresent())
            .flatMap(d -> d.question().stream())
            .map(DiagnosisEvent.Question::where);
    Stream<Conversation> checklists =
        all(Checklist.class).stream()
            .filter(Checklist::isOpen)
            .flatMap(c -> c.opened().stream())
            .map(o -> o.opening().where());
    Stream<Conversation> incidents = all(Incident.Open.class).stream().map(Incident.Open::where);
    Stream<Conversation> halts = halt().halts().values().stream().flatMap(h -> h.where().stream());
    return Stream.of(operations, diagnoses, checklists, incidents, halts)
        .flatMap(where -> where)
        .map(Conversation::top)
        .distinct()
        .toList();
  }

  /** Returns what is trusted, and what waits. */
  public synchronized Trust trust() {
    return trust;
  }

  /** Returns what is halted. */
  Halt halt() {
    return state(Halt.STREAM).map(Halt.class::cast).orElseGet(() -> Halt.none());
  }

  /** Returns the locks that are held, by target. */
  synchronized Map<String, Lock.Holder> locks() {
    Map<String, Lock.Holder> held = new LinkedHashMap<>();
    states.forEach((stream, state) -> {
      if (state instanceof Lock lock) {
        lock.holder().ifPresent(h -> held.put(stream.id(), h));
      }
    });
    return held;
  }
}
