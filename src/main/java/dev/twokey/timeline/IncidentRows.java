package dev.twokey.timeline;

import dev.twokey.incident.ChannelEvent;
import dev.twokey.incident.HaltEvent;
import dev.twokey.incident.IncidentEvent;
import dev.twokey.incident.LockEvent;
import dev.twokey.journal.Erased;
import dev.twokey.journal.JournalEvent;
import dev.twokey.journal.Recorded;
import dev.twokey.problem.Problem;

/** Gives words to what happens to incidents, channels, locks and the halt switch. */
final class IncidentRows {
  private IncidentRows() {}

  static Row row(IncidentEvent event) {
    return switch (event) {
      case IncidentEvent.IncidentOpened e ->
          Row.of(
              e.automatic() ? "twokey" : e.by(),
              Kind.INCIDENT,
              (e.automatic() ? "incident opened for a change that had none: " : "incident opened: ")
                  + e.title(),
              e.automatic() ? "the change was asked for by " + e.by() : "",
              "in " + e.where());
      case IncidentEvent.IncidentNoted(var by, var text) -> Row.of(by, Kind.NOTE, text);
      case IncidentEvent.FaultDated(var by, var started) ->
          Row.of(
              by,
              Kind.INCIDENT,
              "said that the fault began at " + Words.utc(started),
              "a person's word, not a measurement");
      case IncidentEvent.IncidentClosed(var by) -> Row.of(by, Kind.INCIDENT, "incident closed");
      case IncidentEvent.IncidentRefused(var by, var why) ->
          refused(by, "an input to the incident was refused", why);
    };
  }

  static Row row(ChannelEvent event, String channel) {
    return switch (event) {
      case ChannelEvent.IncidentBound _ ->
          Row.of("twokey", Kind.CHANNEL, "what happens in " + channel + " belongs to the incident");
      case ChannelEvent.IncidentLeft _ ->
          Row.of("twokey", Kind.CHANNEL, "what happens in " + channel + " belongs to it no more");
    };
  }

  static Row row(LockEvent event, String target) {
    return switch (event) {
      case LockEvent.LockTaken(var operation, var by) ->
          Row.of(by, Kind.LOCK, target + " is locked", "by the operation " + operation);
      case LockEvent.LockReleased(var operation, var changed) ->
          Row.of(
              "twokey",
              Kind.LOCK,
              target + " is free again",
              "by the operation " + operation,
              changed ? "it was changed" : "it was not changed");
      case LockEvent.LockTakenOver(var operation, var by, var reason) ->
          Row.of(
                  by,
                  Kind.LOCK,
                  target + " was TAKEN OVER",
                  "from the operation " + operation,
                  "reason: " + reason)
              .marked(Mark.REVIEW);
    };
  }

  static Row row(HaltEvent event) {
    return switch (event) {
      case HaltEvent.Halted(var scope, var by, var reason) ->
          Row.of(by, Kind.HALT, "HALTED " + scope, "reason: " + reason);
      case HaltEvent.HaltShown(var scope, var by, var where, _) ->
          Row.of(by, Kind.HALT, "the halt of " + scope + " is shown in " + where);
      case HaltEvent.ReleaseSigned(var scope, var by) ->
          Row.of(by, Kind.HALT, "signed the release of " + scope + ", a second person must too");
      case HaltEvent.Released(var scope, var by) -> Row.of(by, Kind.HALT, "released " + scope);
      case HaltEvent.HaltRefused(var by, var why) ->
          refused(by, "a halt or release was refused", why);
    };
  }

  static Row row(JournalEvent event) {
    return switch (event) {
      case JournalEvent.Outage outage ->
          Row.of(
              "twokey",
              Kind.JOURNAL,
              "the journal could not be written since "
                  + Words.utc(outage.since())
                  + ", now it can",
              outage.why().what(),
              "went on meanwhile and recorded afterwards: " + outage.meanwhile(),
              "refused meanwhile: " + outage.refused());
    };
  }

  static Row row(Erased event, Recorded recorded) {
    return Row.of(
        recorded.actor(),
        Kind.ERASED,
        "a record of the type " + event.type() + ", whose text was erased",
        "the chain still shows that it was there, when, and by whom");
  }

  private static Row refused(Object by, String what, Problem why) {
    return Row.of(by, Kind.REFUSAL, what, why.line(), "code " + why.code().label())
        .marked(Mark.REFUSED);
  }
}
