package dev.twokey.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Intake.Receipt;
import dev.twokey.chatops.Press;
import dev.twokey.operation.Authority;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What presses did elsewhere, tried on a whole bot; the page about others' bugs says where. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OthersPressesTest {
  private static final int PRESSES = 50;
  private static final Proven CHAT = new Proven.ByChat();
  private static final String ONE = "{role: responder, approval: {of: approver, quorum: 1}}";

  @TempDir private @Nullable Path folder;
  private @Nullable KeyedBot started;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    started = KeyedBot.start(requireNonNull(folder), "{role: responder}", ONE);
  }

  @AfterEach
  void stop() {
    bot().close();
  }

  private KeyedBot bot() {
    return requireNonNull(started);
  }

  private Operation waiting() {
    return bot().asked("prod", o -> o.phase() instanceof Phase.Approving);
  }

  private Operation ended(Operation operation) {
    return bot().await("operation/" + operation.id(), Operation::isEnded);
  }

  private static Press approve(Operation operation) {
    return new Press.Approve(operation.id(), operation.hash().hex());
  }

  @Test
  void fifty_presses_at_once_run_it_once_and_each_is_answered()
      throws InterruptedException, ExecutionException {
    Operation operation = waiting();
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Receipt>> presses = new ArrayList<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < PRESSES; i++) {
        String who = i % 2 == 0 ? "ben" : "chi";
        presses.add(
            people.submit(() -> {
              go.await();
              return bot().press(who, approve(operation), CHAT);
            }));
      }
      go.countDown();
    }
    int taken = 0;
    for (Future<Receipt> press : presses) {
      Receipt answer = press.get();
      assertThat(answer.recorded()).isTrue();
      answer.refusal().ifPresent(why -> assertThat(why.advice()).isNotBlank());
      taken += answer.refusal().isEmpty() ? 1 : 0;
    }
    assertThat(taken).isEqualTo(1);
    assertThat(ended(operation).reviews()).hasSize(1);
    assertThat(bot().restarts()).isEqualTo(1);
  }

  @Test
  void a_press_of_somebody_who_is_not_on_the_roster_is_answered_and_signs_nothing() {
    Operation operation = waiting();

    Receipt answer = bot().press("mallory", approve(operation), CHAT);

    assertThat(answer.refusal()).map(Problem::code).contains(ErrorCode.ACCOUNT_UNKNOWN);
    assertThat(answer.refusal()).map(Problem::advice).isPresent();
    assertThat(bot().press("ben", approve(operation), CHAT).refusal()).isEmpty();
    assertThat(ended(operation).authority())
        .get()
        .isInstanceOfSatisfying(
            Authority.Approved.class, a -> assertThat(a.by()).containsExactly(new PersonId("ben")));
  }

  @Test
  void a_button_that_names_an_operation_that_never_was_is_answered() {
    Receipt answer = bot().press("ben", new Press.Approve("op-nowhere", "a".repeat(64)), CHAT);

    assertThat(answer.refusal()).isPresent();
    assertThat(answer.refusal().orElseThrow().advice()).isNotBlank();
    assertThat(bot().restarts()).isZero();
  }

  @Test
  void a_press_that_carries_another_plans_hash_signs_nothing() {
    Operation operation = waiting();

    Receipt answer = bot().press("ben", new Press.Approve(operation.id(), "0".repeat(64)), CHAT);

    assertThat(answer.refusal()).map(Problem::code).contains(ErrorCode.APPROVAL_STALE);
    assertThat(bot().restarts()).isZero();
  }
}
