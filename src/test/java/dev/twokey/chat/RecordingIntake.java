package dev.twokey.chat;

import dev.twokey.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps all that comes, repetitions too, and refuses if told so. */
final class RecordingIntake implements Intake {
  final List<Inbound> received = new CopyOnWriteArrayList<>();
  volatile Optional<Problem> refusal = Optional.empty();

  @Override
  public CompletionStage<Receipt> receive(Inbound inbound) {
    received.add(inbound);
    return CompletableFuture.completedFuture(new Receipt(true, refusal, ""));
  }
}
