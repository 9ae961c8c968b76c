package dev.twokey.timeline;

import dev.twokey.diagnosis.DiagnosisEvent;
import dev.twokey.diagnosis.DiagnosisEvent.Diagnosed;
import dev.twokey.diagnosis.DiagnosisEvent.DiagnosisAsked;
import dev.twokey.diagnosis.DiagnosisEvent.DiagnosisKept;
import dev.twokey.diagnosis.DiagnosisEvent.DiagnosisRead;
import dev.twokey.diagnosis.DiagnosisEvent.DiagnosisRefused;
import dev.twokey.diagnosis.Findings;
import dev.twokey.diagnosis.Findings.Holding;
import dev.twokey.diagnosis.Findings.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was told of one diagnosis so far. */
final class DiagnosisStory {
  private static final String TWOKEY = "twokey";

  private final DiagnosisEvent.Question question;
  private Optional<Said> last = Optional.empty();

  private record Said(Verdict verdict, List<String> causes) {}

  DiagnosisStory(DiagnosisEvent.Question question) {
    this.question = question;
  }

  DiagnosisEvent.Question question() {
    return question;
  }

  /** Returns the entry's words; empty where the event says nothing that was not said before. */
  Optional<Row> row(DiagnosisEvent event) {
    return switch (event) {
      case DiagnosisAsked _ ->
          Optional.of(
              Row.of(
                  question.by(),
                  Kind.DIAGNOSIS,
                  "diagnosis of " + question.subject() + ": asked for",
                  "typed: " + question.text(),
                  "by the account " + question.account() + " in " + question.where()));
      case DiagnosisRead _, DiagnosisKept _ -> Optional.empty();
      case Diagnosed(var findings, _) -> diagnosed(findings);
      case DiagnosisRefused(var by, var why) ->
          Optional.of(
              Row.of(
                      by,
                      Kind.REFUSAL,
                      "diagnosis of " + question.subject() + ": refused",
                      why.line(),
                      "code " + why.code().label())
                  .marked(Mark.REFUSED));
    };
  }

  private Optional<Row> diagnosed(Findings findings) {
    List<String> holding = findings.holding(Holding.HOLDS).stream().map(c -> c.id()).toList();
    Said now = new Said(findings.verdict(), holding);
    boolean repeated = last.filter(now::equals).isPresent();
    last = Optional.of(now);
    return repeated
        ? Optional.empty()
        : Optional.of(
            Row.of(
                    TWOKEY,
                    Kind.DIAGNOSIS,
                    "diagnosis of " + question.subject() + ": " + verdict(now))
                .because(evidence(findings)));
  }

  private static String verdict(Said said) {
    return switch (said.verdict()) {
      case HEALTHY -> "HEALTHY";
      case FAULTY ->
          "FAULTY, "
              + Words.list(said.causes(), "no cause named")
              + (said.causes().size() == 1 ? " holds" : " hold");
      case CANNOT_TELL -> "CAN'T TELL";
    };
  }

  private static List<String> evidence(Findings findings) {
    List<String> lines = new ArrayList<>();
    for (Findings.CauseFinding cause : findings.causes()) {
      switch (cause.holding()) {
        case HOLDS -> {
          lines.add("holds: " + cause.id());
          cause.says().forEach(s -> lines.add(cause.name() + ": " + s));
        }
        case CANNOT_TELL ->
            lines.add("can't tell: " + cause.id() + ": " + String.join(", ", cause.why()));
        case RULED_OUT -> {}
      }
    }
    List<String> out = findings.holding(Holding.RULED_OUT).stream().map(c -> c.name()).toList();
    lines.add(out.isEmpty() ? "" : "ruled out: " + String.join(", ", out));
    findings.impacts().stream()
        .filter(i -> Impacts.hurts(i.severity()))
        .forEach(
            i -> lines.add("hurts: " + i.subsystem() + " " + i.severity() + ": " + i.effect()));
    findings.forbidden().forEach(f -> lines.add("do not: " + f));
    lines.add(
        findings.read()
            + " of "
            + findings.wanted()
            + " readings made, "
            + Words.span(findings.took()));
    lines.add(
        findings.sources().isEmpty() ? "" : "runbooks: " + String.join(", ", findings.sources()));
    return lines;
  }
}
