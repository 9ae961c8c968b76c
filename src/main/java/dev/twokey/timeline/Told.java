package dev.twokey.timeline;

import static java.util.Objects.requireNonNull;

import dev.twokey.chat.Conversation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an event says that the timeline itself does not know, such as a command that was answered.
 *
 * @param incident the one that it names; empty if it names none
 * @param where it happened; an event that names no incident belongs to the one that this channel
 *     was bound to at that time
 * @param environment empty where it belongs to none
 * @param kind what it is about
 * @param what what happened, in one line
 * @param evidence what shows it, one fact a line
 * @param marks what sets it apart
 * @param reached the milestone that it shows, such as an alert that fired first
 */
public record Told(
    Optional<String> incident,
    Optional<Conversation> where,
    String environment,
    Kind kind,
    String what,
    List<String> evidence,
    Set<Mark> marks,
    Optional<Milestone> reached) {
  public Told {
    requireNonNull(incident, "incident");
    requireNonNull(where, "where");
    requireNonNull(environment, "environment");
    requireNonNull(kind, "kind");
    requireNonNull(what, "what");
    evidence = List.copyOf(evidence);
    marks = Set.copyOf(marks);
    requireNonNull(reached, "reached");
  }
}
