package dev.twokey.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.engine.Context;
import dev.twokey.engine.Family;
import dev.twokey.journal.MemoryJournal;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Known;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.OperationEvent;
import dev.twokey.operation.OperationInput;
import dev.twokey.people.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that the simulator found, each on its own. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FoundBySimulatorTest {
  static List<OperationInput> steering() {
    PersonId ana = new PersonId("ana");
    return List.of(
        new OperationInput.TakeOver(ana, "mine"),
        new OperationInput.Settle(ana, true),
        new OperationInput.Abort(ana, "no"),
        new OperationInput.BreakGlass(ana, "0000-0000", "it burns"),
        new OperationInput.Confirm(ana, "", ""));
  }

  @ParameterizedTest
  @MethodSource("steering")
  void steering_an_operation_that_has_no_plan_is_refused_with_a_reason(OperationInput input) {
    OperationDecider rules = new OperationDecider();
    Operation nothing = rules.initial(OperationDecider.stream("gone"));

    List<OperationEvent> events = rules.decide(nothing, input, new Now()).events();

    assertThat(events).hasSize(1);
    assertThat(events.getFirst()).isInstanceOf(OperationEvent.InputRefused.class);
  }

  @Test
  void a_request_that_was_stored_though_its_answer_was_lost_goes_on_by_itself() {
    Dice random = new Dice(1);
    VirtualTime time = new VirtualTime(random);
    AtomicBoolean lost = new AtomicBoolean();
    MemoryJournal journal =
        new MemoryJournal(
            History.CODEC,
            time,
            1,
            _ -> lost.getAndSet(true) ? MemoryJournal.Fault.NONE : MemoryJournal.Fault.ANSWER_LOST);
    Ledger ledger = new Ledger(journal, time);
    Machines machines = new Machines(time, random, ledger);
    machines.calm();
    ledger.watch(machines);
    Sight sight = new Sight();
    Replica replica =
        new Replica(
            new ReplicaId("test", 1),
            new Replica.Ground(
                time,
                journal,
                machines,
                ledger,
                new Disk(Disk.Files.FIRST),
                () -> "fresh",
                _ -> false,
                sight,
                Optional.empty(),
                Duration.ZERO,
                Rules.REAL));
    People.Pressed ask = new People(random, time, sight).press();

    replica.loop().ask(ask.stream(), ask.input(), "ana", Optional.of("key"));
    replica.loop().turn();
    for (int i = 0; i < 100 && time.runNext(time.next()); i++) {
      replica.loop().turn();
    }

    assertThat(sight.operations().get(ask.stream().id())).isNotNull();
  }

  /** Nothing else was ever stored. */
  private record Now() implements Context<Known> {
    @Override
    public Instant now() {
      return Instant.parse("2025-03-01T10:00:00Z");
    }

    @Override
    public ReplicaId self() {
      return new ReplicaId("test", 1);
    }

    @Override
    public Known known() {
      return Setting.get().known();
    }

    @Override
    public <S> S look(Family<S, ?, ?, ?> family, StreamId stream) {
      return family.decider().initial(stream);
    }

    @Override
    public String freshId() {
      return "fresh";
    }
  }
}
