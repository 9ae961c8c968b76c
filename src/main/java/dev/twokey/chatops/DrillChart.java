package dev.twokey.chatops;

import dev.twokey.chat.Card.Detail;
import dev.twokey.gameday.Report;
import dev.twokey.operation.Operation;
import java.util.Optional;

final class DrillChart {
  private DrillChart() {}

  static Optional<Detail> of(Operation operation, Report report) {
    return Optional.empty();
  }
}
