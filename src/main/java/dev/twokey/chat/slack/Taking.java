package dev.twokey.chat.slack;

import dev.twokey.chat.GuardedIntake;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.chat.Standing;
import dev.twokey.people.Account;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes one thing in: finds out who sent it, hands it over, and waits until it is on record, for as
 * long as Slack waits. What takes longer is not acknowledged, and its sender is told afterwards.
 */
final class Taking {
  private final GuardedIntake intake;
  private final SlackPeople people;
  private final Executor threads;
  private final Duration patience;

  /** What came of it. */
  sealed interface Outcome {
    /** It is on record, or was answered without. */
    record Taken(Account by, Receipt receipt) implements Outcome {}

    /** Nobody said in time that it is on record; what becomes of it comes later. */
    record Late(CompletableFuture<Taken> result) implements Outcome {}
  }

  Taking(GuardedIntake intake, SlackPeople people, Executor threads, Duration patience) {
    this.intake = intake;
    this.people = people;
    this.threads = threads;
    this.patience = patience;
  }

  /** Takes in what a user sent; {@code made} gets the account. */
  Outcome take(String user, boolean isBot, Function<Account, Inbound> made) {
    CompletableFuture<Outcome.Taken> result =
        CompletableFuture.supplyAsync(() -> people.sender(user), threads)
            .thenCompose(sender ->
                sender
                    .map(known -> hand(known, isBot, made))
                    .orElseGet(() -> CompletableFuture.completedFuture(unknown(user))));
    try {
      return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Outcome.Late(result);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Late(result);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the intake must not fail", e.getCause());
    }
  }

  private CompletableFuture<Outcome.Taken> hand(
      SlackPeople.Sender sender, boolean isBot, Function<Account, Inbound> made) {
    Inbound inbound = made.apply(sender.account());
    Standing standing = isBot ? Standing.BOT : sender.standing();
    return (standing == Standing.MEMBER
            ? intake.receive(inbound)
            : intake.turnAway(inbound, standing))
        .thenApply(receipt -> new Outcome.Taken(sender.account(), receipt))
        .toCompletableFuture();
  }

  private static Outcome.Taken unknown(String user) {
    return new Outcome.Taken(
        new Account(SlackChat.NAME, "/" + user),
        new Receipt(
            false,
            Optional.of(
                new Problem(
                    ErrorCode.SYSTEM_UNREACHABLE,
                    "Slack does not say now whether your account is a member's.",
                    "Nothing was done. Try again in a minute, or use the console.")),
            ""));
  }

  /** Tells what came of something that took too long, as soon as that is known. */
  static void tellLater(Outcome.Late late, Consumer<Outcome.Taken> tell) {
    CompletableFuture<Void> told = late.result().thenAccept(tell);
    told.exceptionally(_ -> null); // who is not told now finds it on the card
  }
}
