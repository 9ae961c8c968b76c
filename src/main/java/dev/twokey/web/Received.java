package dev.twokey.web;

import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.problem.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the intake to say that it has journaled something, for a bounded time. */
final class Received {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Intake intake;
  private final Duration patience;

  Received(Intake intake, Duration patience) {
    this.intake = intake;
    this.patience = patience;
  }

  Receipt of(Inbound inbound) {
    try {
      return intake
          .receive(inbound)
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Turned(
          503,
          ErrorCode.OUTCOME_UNKNOWN,
          "Twokey has not said within " + patience.toSeconds() + " s that it took this in.",
          "It may still do so. Send it once more: the same thing has no second effect.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Turned(
          503, ErrorCode.OUTCOME_UNKNOWN, "Twokey is stopping.", "Send it again afterwards.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the intake must not fail", e.getCause());
    }
  }
}
