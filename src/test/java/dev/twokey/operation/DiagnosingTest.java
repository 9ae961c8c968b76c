package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.diagnosis.Diagnosis;
import dev.twokey.diagnosis.DiagnosisDecider;
import dev.twokey.diagnosis.DiagnosisEvent;
import dev.twokey.people.Account;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A diagnosis reads in so many waves, and keeps no more than its windows reach. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DiagnosingTest {
  private static final int WAVES_MAX = 20;

  private final Script script = new Script();

  private Diagnosis diagnose() {
    script.tell(
        DiagnosisDecider.stream("di"),
        new DiagnosisDecider.Ask(
            new DiagnosisEvent.Question(
                ANA,
                new Account("console", "ana"),
                Script.CHANNEL,
                "/diagnose web",
                "prod",
                "web",
                List.of("house"),
                false)));
    return now();
  }

  private Diagnosis now() {
    return script.look(
        DiagnosisDecider.family(
            () -> new DiagnosisDecider.Known(script.known().catalog(), script.known().inventory())),
        DiagnosisDecider.stream("di"));
  }

  private static String chain(int checks) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < checks; i++) {
      text.append("```yaml check\nid: c").append(i);
      text.append("\nprobe: host.service\nwith: {host: box, unit: web}\n");
      text.append("expect: it.state == \"active\"\n");
      text.append("when: ").append(i == 0 ? "web" : "c" + (i - 1)).append(".ok\n```\n");
    }
    return text + "\n## Causes\n";
  }

  @Test
  void checks_that_wait_for_each_other_are_all_read() {
    script.book(b -> b.replace("\n## Causes\n", chain(12)));

    Diagnosis diagnosis = diagnose();

    assertThat(diagnosis.isAnswered()).isTrue();
    assertThat(diagnosis.samples().of("house.c11", "")).hasSize(1);
  }

  @Test
  void an_endless_chain_is_answered_with_what_was_read_by_then() {
    script.book(b -> b.replace("\n## Causes\n", chain(30)));

    Diagnosis diagnosis = diagnose();

    assertThat(diagnosis.isAnswered()).isTrue();
    assertThat(diagnosis.waves()).isEqualTo(WAVES_MAX);
    assertThat(diagnosis.samples().of("house.c29", "")).isEmpty();
  }

  @Test
  void readings_that_no_window_reaches_are_forgotten() {
    script.book(
        b -> b.replace("when: web.state != \"active\"", "when: web.state != \"active\"\nfor: 10m"));
    script.targets().down("prod/web");
    diagnose();

    script.pass(Duration.ofMinutes(9));

    assertThat(now().waves()).isGreaterThan(15);
    assertThat(now().samples().of("house.web", "")).hasSizeLessThan(12);
    assertThat(now().samples().causes()).containsKey("house.web_down|");
  }
}
