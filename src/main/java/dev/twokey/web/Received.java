package dev.twokey.web;

import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.problem.ErrorCode;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the intake to say that it has journaled something, for a bounded time. */
final class Received {
  private static final int SECONDS_MAX = 10;

  private Received() {}

  static Receipt of(ConsoleParts parts, Inbound inbound) {
    try {
      return parts
          .intake()
          .receive(inbound)
          .toCompletableFuture()
          .get(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new Turned(
          503,
          ErrorCode.OUTCOME_UNKNOWN,
          "Twokey has not said within " + SECONDS_MAX + " s that it took this in.",
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
