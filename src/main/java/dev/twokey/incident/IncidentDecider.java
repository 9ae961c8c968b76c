package dev.twokey.incident;

import dev.twokey.engine.Context;
import dev.twokey.engine.Decider;
import dev.twokey.engine.Decision;
import dev.twokey.engine.Family;
import dev.twokey.engine.Work;
import dev.twokey.engine.WorkDone;
import dev.twokey.incident.IncidentEvent.FaultDated;
import dev.twokey.incident.IncidentEvent.IncidentClosed;
import dev.twokey.incident.IncidentEvent.IncidentNoted;
import dev.twokey.incident.IncidentEvent.IncidentOpened;
import dev.twokey.incident.IncidentEvent.IncidentRefused;
import dev.twokey.journal.EventFamily;
import dev.twokey.journal.StreamId;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The rules of an incident: one open incident in a channel. */
public final class IncidentDecider
    implements Decider<Incident, IncidentInput, IncidentEvent, Object> {
  /** The family of incident streams. */
  public static final Family<Incident, IncidentInput, IncidentEvent, Object> FAMILY =
      new Family<>(
          new EventFamily(
              "incident",
              Map.of(
                  "incident.opened.1", IncidentOpened.class,
                  "incident.noted.1", IncidentNoted.class,
                  "incident.fault_dated.1", FaultDated.class,
                  "incident.closed.1", IncidentClosed.class,
                  "incident.refused.1", IncidentRefused.class)),
          IncidentInput.class,
          IncidentEvent.class,
          new IncidentDecider(),
          Object::new);

  private IncidentDecider() {}

  /** Returns the stream of an incident. */
  public static StreamId stream(String id) {
    return new StreamId("incident", id);
  }

  @Override
  public Incident initial(StreamId stream) {
    return new Incident.None(stream.id());
  }

  @Override
  public Decision<IncidentEvent> decide(
      Incident state, IncidentInput input, Context<Object> context) {
    return switch (input) {
      case IncidentInput.Open open -> open(state, open, context);
      case IncidentInput.Note(var by, var text) ->
          state instanceof Incident.Open
              ? Decision.of(new IncidentNoted(by, text))
              : notOpen(state, by);
      case IncidentInput.DateFault date -> dateFault(state, date, context.now());
      case IncidentInput.Close(var by) ->
          state instanceof Incident.Open open
              ? Decision.<IncidentEvent>of(new IncidentClosed(by))
                  .and(Channel.stream(open.where()), new ChannelEvent.IncidentLeft(open.id()))
                  .and(
                      OpenIncidents.stream(open.environment()),
                      new OpenIncidentsEvent.Unlisted(open.id()))
              : notOpen(state, by);
    };
  }

  private static Decision<IncidentEvent> open(
      Incident state, IncidentInput.Open open, Context<Object> context) {
    Channel channel = context.look(Channel.FAMILY, Channel.stream(open.where()));
    if (!(state instanceof Incident.None none)) {
      return refuse(
          open.by(), "This incident is open already.", "Write into it with /incident note.");
    } else if (channel.incident().isPresent()) {
      return refuse(
          open.by(),
          "The incident " + channel.incident().get() + " is open in this channel.",
          "Write into it with /incident note, or end it with /incident close.");
    }
    return Decision.<IncidentEvent>of(
            new IncidentOpened(
                open.title(), open.environment(), open.by(), open.where(), false, open.demo()))
        .and(
            Channel.stream(open.where()),
            new ChannelEvent.IncidentBound(none.id(), open.environment()))
        .and(
            OpenIncidents.stream(open.environment()),
            new OpenIncidentsEvent.Listed(none.id(), open.title()));
  }

  /** A person may correct it afterwards too: the postmortem counts from it. */
  private static Decision<IncidentEvent> dateFault(
      Incident state, IncidentInput.DateFault date, Instant now) {
    Instant end =
        switch (state) {
          case Incident.None _, Incident.Open _ -> now;
          case Incident.Closed closed -> closed.at();
        };
    if (state instanceof Incident.None) {
      return notOpen(state, date.by());
    } else if (date.started().isAfter(now)) {
      return refuse(
          date.by(),
          date.started() + " is in the future, it is " + now + " now.",
          "Say when the fault began, in UTC.");
    } else if (date.started().isAfter(end)) {
      return refuse(
          date.by(),
          date.started() + " is after the end of the incident, which was closed at " + end + ".",
          "Say when the fault began, in UTC.");
    }
    return Decision.of(new FaultDated(date.by(), date.started()));
  }

  private static Decision<IncidentEvent> notOpen(Incident state, PersonId by) {
    return switch (state) {
      case Incident.None(var id) ->
          refuse(by, "There is no incident " + id + ".", "Open one with /incident open TITLE.");
      case Incident.Closed(var was, var at, var closer) ->
          refuse(
              by,
              "The incident " + was.id() + " was closed at " + at + " by " + closer + ".",
              "Open a new one with /incident open TITLE.");
      case Incident.Open open ->
          throw new IllegalStateException(open.id() + " is open (this is a bug)");
    };
  }

  private static Decision<IncidentEvent> refuse(PersonId by, String what, String advice) {
    return Decision.of(new IncidentRefused(by, new Problem(ErrorCode.STATE_WRONG, what, advice)));
  }

  @Override
  public Decision<IncidentEvent> done(Incident state, WorkDone done, Context<Object> context) {
    return Decision.nothing();
  }

  @Override
  public Incident evolve(Incident state, IncidentEvent event, Instant at) {
    return switch (event) {
      case IncidentOpened e ->
          new Incident.Open(
              id(state), e.title(), e.environment(), e.by(), e.where(), at, at, e.automatic());
      case FaultDated(_, var started) when state instanceof Incident.Open o ->
          o.faultStarted(started);
      case FaultDated(_, var started) when state instanceof Incident.Closed c ->
          new Incident.Closed(c.was().faultStarted(started), c.at(), c.by());
      case IncidentClosed(var by) when state instanceof Incident.Open o ->
          new Incident.Closed(o, at, by);
      case FaultDated _, IncidentClosed _, IncidentNoted _, IncidentRefused _ -> state;
    };
  }

  private static String id(Incident state) {
    return switch (state) {
      case Incident.None(var id) -> id;
      case Incident.Open open -> open.id();
      case Incident.Closed(var was, _, _) -> was.id();
    };
  }

  @Override
  public Set<Work> work(Incident state) {
    return Set.of();
  }

  @Override
  public boolean isClosed(Incident state) {
    return !(state instanceof Incident.Open);
  }
}
