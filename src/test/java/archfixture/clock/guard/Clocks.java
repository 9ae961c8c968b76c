package archfixture.clock.guard;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

final class Clocks {
  Instant instant() {
    return Instant.now();
  }

  Supplier<Instant> reference() {
    return Instant::now;
  }

  LocalDate date(Clock clock) {
    return LocalDate.now(clock);
  }

  Clock clock() {
    return Clock.systemUTC();
  }

  InstantSource source() {
    return InstantSource.system();
  }

  long millis() {
    return System.currentTimeMillis();
  }

  UUID id() {
    return UUID.randomUUID();
  }

  double dice() {
    return Math.random();
  }

  int localDice() {
    return ThreadLocalRandom.current().nextInt();
  }

  Random unseeded() {
    return new Random();
  }

  Random seededIsAllowed() {
    return new Random(7);
  }

  Instant givenIsAllowed(InstantSource source) {
    return source.instant();
  }
}
