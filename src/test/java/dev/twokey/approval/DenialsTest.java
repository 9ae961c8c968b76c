package dev.twokey.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.approval.DenialEvent.Denied;
import dev.twokey.journal.EventFamilySamples;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenialsTest extends EventFamilySamples {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Rule ONE =
      new Rule("approver", 1, Duration.ofMinutes(15), Duration.ofMinutes(10));

  DenialsTest() {
    super(DenialEvent.class, Denials.FAMILY.events());
  }

  @Test
  void a_denial_is_remembered_for_a_day() {
    Denials denials = with(denied("a", NOON, "host.restart"));

    assertThat(denials.of(List.of("host.restart"), NOON.plus(Duration.ofHours(23)))).hasSize(1);
    assertThat(denials.of(List.of("host.restart"), NOON.plus(Duration.ofHours(24)))).isEmpty();
  }

  @Test
  void a_denial_of_another_action_on_the_same_target_is_none_of_this_one() {
    Denials denials = with(denied("a", NOON, "host.restart", "host.start"));

    assertThat(denials.of(List.of("host.stop"), NOON)).isEmpty();
    assertThat(denials.of(List.of("host.start"), NOON)).hasSize(1);
  }

  @Test
  void only_the_newest_denials_of_a_target_are_kept() {
    Denials denials = new Denials(List.of());
    for (int i = 0; i <= Denials.KEPT_MAX; i++) {
      denials = evolve(denials, denied("op" + i, NOON, "host.restart"));
    }

    assertThat(denials.denied()).hasSize(Denials.KEPT_MAX);
    assertThat(denials.denied().getFirst().operation()).isEqualTo("op1");
  }

  @Test
  void a_record_of_denials_waits_for_nothing_so_a_start_need_not_read_it() {
    assertThat(Denials.FAMILY.decider().isClosed(with(denied("a", NOON, "host.restart")))).isTrue();
  }

  @Test
  void a_rule_after_a_denial_asks_for_no_fewer_people_and_for_the_role_that_said_no() {
    Rule cheap = new Rule("responder", 1, Duration.ofMinutes(5), Duration.ofMinutes(2));
    Rule two = new Rule("approver", 2, Duration.ofMinutes(15), Duration.ofMinutes(10));

    assertThat(cheap.atLeast(two))
        .isEqualTo(new Rule("approver", 2, Duration.ofMinutes(5), Duration.ofMinutes(2)));
    assertThat(two.atLeast(ONE)).isEqualTo(two);
  }

  private static Denials with(Denied denied) {
    return evolve(new Denials(List.of()), denied);
  }

  private static Denials evolve(Denials state, Denied denied) {
    return Denials.FAMILY.decider().evolve(state, denied, NOON);
  }

  private static Denied denied(String operation, Instant at, String... actions) {
    Review review =
        new Review(new PersonId("ben"), new Account("console", "ben"), false, "hash", "no", at);
    return new Denied(operation, review, ONE, List.of(actions));
  }
}
