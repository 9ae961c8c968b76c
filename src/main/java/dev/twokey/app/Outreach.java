package dev.twokey.app;

import dev.twokey.chatops.Board;
import dev.twokey.chatops.Keysmith;
import dev.twokey.chatops.Setup;
import dev.twokey.connector.pager.Page;
import dev.twokey.connector.pager.PagerWebhook;
import dev.twokey.engine.Messenger;
import dev.twokey.engine.Work;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Operation;
import dev.twokey.operation.Phase;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.probe.Cancellation;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Brings word of an operation to a pager, and says whether it arrived. */
final class Outreach implements Messenger {
  private final Board board;
  private final Supplier<Setup> setup;
  private final PagerWebhook pager;
  private final Keysmith keysmith;
  private final InstantSource clock;

  Outreach(
      Board board,
      Supplier<Setup> setup,
      PagerWebhook pager,
      Keysmith keysmith,
      InstantSource clock) {
    this.board = board;
    this.setup = setup;
    this.pager = pager;
    this.keysmith = keysmith;
    this.clock = clock;
  }

  @Override
  public Optional<Problem> tell(
      StreamId stream, Work.Recipient to, String again, Cancellation cancellation) {
    Optional<Operation> operation =
        board.state(stream).filter(Operation.class::isInstance).map(Operation.class::cast);
    if (operation.isEmpty()) {
      return Optional.of(
          new Problem(
              ErrorCode.NOT_FOUND, "There is nothing to tell of " + stream + ".", "Look at it."));
    }
    return switch (to) {
      case Work.Recipient.Pager(var connection) ->
          pager.call(
              operation.get().request().draft().environment(),
              connection,
              page(operation.get(), again),
              cancellation);
      case Work.Recipient.Channel(var address) ->
          Optional.of(
              new Problem(
                  ErrorCode.SYSTEM_UNREACHABLE, address + " can't be told.", "Look at it."));
    };
  }

  private Page page(Operation operation, String again) {
    String environment = operation.request().draft().environment();
    Map<String, String> details = new LinkedHashMap<>();
    details.put("environment", environment);
    details.put("asked_by", name(operation.request().by()));
    details.put("operation", operation.id());
    details.put("plan", operation.hash().code());
    details.put("reason", operation.request().draft().reason());
    details.put("where", operation.request().where().toString());
    if (operation.phase() instanceof Phase.Approving approving) {
      details.put("expires", approving.until().toString());
      details.put(
          "may_sign", approving.asked().stream().map(this::name).collect(Collectors.joining(", ")));
    }
    return new Page(
        again,
        environment.toUpperCase(Locale.ROOT)
            + ": "
            + name(operation.request().by())
            + " needs a second key: "
            + operation.request().draft().title(),
        keysmith.signIn(),
        details);
  }

  private String name(PersonId id) {
    return setup.get().roster().person(id, clock.instant()).map(Person::name).orElse(id.id());
  }
}
