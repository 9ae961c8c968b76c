package dev.twokey.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What all {@link Leases} must do. A subclass gives them and nothing else. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class LeasesConformance {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final ReplicaId ONE = new ReplicaId("alpha", 1);
  private static final ReplicaId ONE_STARTED_ANEW = new ReplicaId("alpha", 2);
  private static final ReplicaId TWO = new ReplicaId("beta", 1);

  private final SettableClock clock = new SettableClock();
  private @Nullable Leases opened;

  /** Opens leases of which none is taken. */
  protected abstract Leases open(SettableClock clock);

  @BeforeEach
  void open_the_leases() {
    opened = open(clock);
  }

  private Leases leases() {
    return requireNonNull(opened, "the leases were not opened");
  }

  @Test
  void a_held_lease_is_refused_to_others() {
    assertThat(leases().acquire("outbox", ONE, TEN_SECONDS)).hasValue(1);
    assertThat(leases().acquire("outbox", TWO, TEN_SECONDS)).isEmpty();
    assertThat(leases().acquire("outbox", ONE_STARTED_ANEW, TEN_SECONDS)).isEmpty();
    assertThat(leases().acquire("gateway", TWO, TEN_SECONDS)).hasValue(1);
  }

  @Test
  void renewing_keeps_the_token_and_moves_the_end() {
    leases().acquire("outbox", ONE, TEN_SECONDS);
    clock.pass(Duration.ofSeconds(9));
    assertThat(leases().acquire("outbox", ONE, TEN_SECONDS)).hasValue(1);
    clock.pass(Duration.ofSeconds(9));

    assertThat(leases().acquire("outbox", TWO, TEN_SECONDS)).isEmpty();
  }

  @Test
  void an_expired_lease_is_free_and_the_token_grows() {
    leases().acquire("outbox", ONE, TEN_SECONDS);
    clock.pass(TEN_SECONDS);

    assertThat(leases().acquire("outbox", TWO, TEN_SECONDS)).hasValue(2);
    assertThat(leases().acquire("outbox", ONE, TEN_SECONDS)).isEmpty();
    clock.pass(TEN_SECONDS);
    assertThat(leases().acquire("outbox", ONE_STARTED_ANEW, TEN_SECONDS)).hasValue(3);
  }

  @Test
  void who_renews_is_alive_and_only_in_this_start() {
    leases().acquire("replica/alpha/1", ONE, TEN_SECONDS);

    assertThat(leases().alive(ONE)).isTrue();
    assertThat(leases().alive(ONE_STARTED_ANEW)).isFalse();
    assertThat(leases().alive(TWO)).isFalse();
    clock.pass(TEN_SECONDS);
    assertThat(leases().alive(ONE)).isFalse();
  }
}
