package dev.twokey.bench;

import dev.twokey.engine.Answer;
import dev.twokey.engine.Loop;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.Phase;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The second key. */
final class Signing {
  private Signing() {}

  static boolean waits(Operation operation) {
    return operation.asked().isPresent() && operation.phase() instanceof Phase.Approving;
  }

  /** Signs, once for each operation: the same key twice has one effect. */
  static CompletionStage<Answer> sign(Loop loop, Operation operation, Instant at) {
    return loop.ask(
        OperationDecider.stream(operation.id()),
        BenchHouse.sign(operation, at),
        "ben",
        Optional.of("sign " + operation.id()));
  }
}
