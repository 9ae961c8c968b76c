package dev.twokey.web;

import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Takes everything in once for each delivery key, and answers as the test says. */
final class FakeIntake implements Intake {
  final List<Inbound> received = new CopyOnWriteArrayList<>();
  private final Map<String, Receipt> answers = new HashMap<>();
  volatile Function<Inbound, Receipt> answer = in -> new Receipt(true, Optional.empty(), "");

  @Override
  public synchronized CompletionStage<Receipt> receive(Inbound inbound) {
    Receipt receipt = answers.get(inbound.deliveryKey());
    if (receipt == null) {
      received.add(inbound);
      receipt = answer.apply(inbound);
      answers.put(inbound.deliveryKey(), receipt);
    }
    return CompletableFuture.completedFuture(receipt);
  }
}
