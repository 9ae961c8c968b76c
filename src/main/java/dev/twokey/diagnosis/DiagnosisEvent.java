package dev.twokey.diagnosis;

import dev.twokey.chat.Conversation;
import dev.twokey.journal.Event;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens to a diagnosis. */
public sealed interface DiagnosisEvent extends Event {
  /**
   * It was asked for.
   *
   * @param request by whom, where and what
   * @param incident the one that it belongs to
   * @param first the first readings
   */
  record DiagnosisAsked(Question request, Optional<String> incident, Wave first)
      implements DiagnosisEvent {}

  /**
   * What a person asked.
   *
   * @param text as typed, redacted
   * @param subject such as {@code rabbitmq}
   * @param runbooks their ids
   */
  record Question(
      PersonId by,
      Account account,
      Conversation where,
      String text,
      String environment,
      String subject,
      List<String> runbooks,
      boolean demo) {
    public Question {
      runbooks = List.copyOf(runbooks);
    }
  }

  /** Readings came; {@code next} are wanted after them. */
  record DiagnosisRead(List<Sample> samples, Map<String, Duration> took, Wave next)
      implements DiagnosisEvent {
    public DiagnosisRead {
      samples = List.copyOf(samples);
      took = Map.copyOf(took);
    }
  }

  /** What of all readings so far is remembered; the rest is forgotten. */
  record DiagnosisKept(Samples.Memory memory) implements DiagnosisEvent {}

  /**
   * What was found. A later one of the same diagnosis replaces it.
   *
   * @param goesOn the readings that windows still need; empty if it is settled
   */
  record Diagnosed(Findings findings, Optional<Wave> goesOn) implements DiagnosisEvent {}

  /** It could not be asked. */
  record DiagnosisRefused(PersonId by, Problem why) implements DiagnosisEvent {
    @Override
    public Optional<Problem> refusal() {
      return Optional.of(why);
    }
  }
}
