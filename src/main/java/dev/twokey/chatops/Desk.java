package dev.twokey.chatops;

import dev.twokey.chat.GuardedIntake;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Standing;
import dev.twokey.command.Handler;
import dev.twokey.command.Parse;
import dev.twokey.command.ParseContext;
import dev.twokey.credential.CredentialEvent;
import dev.twokey.credential.KeyRing;
import dev.twokey.engine.Answer;
import dev.twokey.engine.Loop;
import dev.twokey.incident.Halt;
import dev.twokey.incident.HaltInput;
import dev.twokey.journal.Event;
import dev.twokey.journal.Recorded;
import dev.twokey.journal.StreamId;
import dev.twokey.operation.Operation;
import dev.twokey.operation.OperationDecider;
import dev.twokey.operation.OperationInput;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Redactor;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Takes in what people send: finds out who and what, redacts it, and hands it to the stream it is
 * for. It is acknowledged when it is journaled (I4); nobody is left without an answer (I6).
 */
public final class Desk implements GuardedIntake {
  private final Loop loop;
  private final Supplier<Setup> setup;
  private final Board board;
  private final Redactor redactor;
  private final InstantSource clock;
  private final Supplier<String> ids;
  private final Attachments attachments;
  private final KeyRing ring;
  private final Keysmith keysmith;

  /** Attaches the export of an incident to a conversation. */
  public interface Attachments {
    /** Attaches it; called after the request is on record. */
    void attach(String incident, dev.twokey.chat.Conversation where);
  }

  public Desk(
      Loop loop,
      Supplier<Setup> setup,
      Board board,
      Redactor redactor,
      InstantSource clock,
      Supplier<String> ids,
      Attachments attachments,
      KeyRing ring,
      Keysmith keysmith) {
    this.loop = loop;
    this.setup = setup;
    this.board = board;
    this.redactor = redactor;
    this.clock = clock;
    this.ids = ids;
    this.attachments = attachments;
    this.ring = ring;
    this.keysmith = keysmith;
  }

  @Override
  public CompletionStage<Receipt> receive(Inbound received) {
    Inbound inbound = redacted(received);
    Setup now = setup.get();
    Optional<PersonId> person = now.roster().personOf(inbound.by());
    String text = said(inbound);
    if (person.isEmpty()) {
      return send(inbound, Optional.empty(), text, new Strangers(board, now).told(inbound.by()));
    }
    Routed routed =
        switch (inbound) {
          case Inbound.Command command -> route(command, person.get(), text, now);
          case Inbound.Click click ->
              TokenScope.objection(click)
                  .or(() -> Rooms.objection(now, board, click))
                  .map(Routed::refused)
                  .orElseGet(() ->
                      new Presses(now, board, clock, ids)
                          .route(click, person.get(), this::command));
        };
    return send(inbound, person, text, routed);
  }

  @Override
  public CompletionStage<Receipt> turnAway(Inbound sent, Standing standing) {
    Inbound inbound = redacted(sent);
    return send(inbound, Optional.empty(), said(inbound), Strangers.turnedAway(standing));
  }

  private static String said(Inbound inbound) {
    return switch (inbound) {
      case Inbound.Command command -> command.text();
      case Inbound.Click click ->
          "[" + Buttons.decode(click.button()).map(Press::word).orElse("button") + "]";
    };
  }

  /** The first of the two doors (I7): nothing behind it sees a secret that was typed. */
  private Inbound redacted(Inbound inbound) {
    String key = redactor.redact(inbound.deliveryKey());
    return switch (inbound) {
      case Inbound.Command c ->
          new Inbound.Command(
              c.where(), c.by(), redactor.redact(c.text()), key, c.proof(), c.audience());
      case Inbound.Click c -> {
        Map<String, String> inputs = new LinkedHashMap<>();
        c.inputs().forEach((name, typed) -> inputs.put(name, redactor.redact(typed)));
        yield new Inbound.Click(
            c.where(), c.by(), redactor.redact(c.button()), inputs, key, c.proof(), c.audience());
      }
    };
  }

  private Routed command(String text, Inbound inbound, PersonId by) {
    return route(
        new Inbound.Command(
            inbound.where(),
            inbound.by(),
            text,
            inbound.deliveryKey(),
            inbound.proof(),
            inbound.audience()),
        by,
        text,
        setup.get());
  }

  private Routed route(Inbound.Command command, PersonId by, String text, Setup now) {
    return switch (now.parser().parse(text, context(command, now))) {
      case Parse.Refused(var why) -> Routed.refused(why);
      case Parse.AskEnvironment(_, var candidates, var why) ->
          new Routed.Answer(
              Optional.empty(),
              "In which environment?",
              List.of(why),
              candidates.stream().map(c -> withEnvironment(text, c)).toList(),
              Optional.empty());
      case Parse.Parsed parsed ->
          TokenScope.objection(command.proof(), parsed.command())
              .or(() -> Rooms.objection(now, parsed, command))
              .map(Routed::refused)
              .orElseGet(() ->
                  verb(parsed)
                      .route(
                          new Invocation(
                              now,
                              by,
                              command.by(),
                              command.proof(),
                              command.where(),
                              command.audience(),
                              text,
                              parsed,
                              ids.get(),
                              clock.instant())));
    };
  }

  private static String withEnvironment(String text, String environment) {
    return text.strip() + " environment=" + environment;
  }

  private ParseContext context(Inbound inbound, Setup now) {
    return Bound.environment(inbound.where(), board, now.inventory())
        .map(ParseContext::bound)
        .orElseGet(ParseContext::free);
  }

  private Verb verb(Parse.Parsed parsed) {
    Optional<Handler> handler = parsed.command().handler();
    if (handler.isEmpty()) {
      return new ChangeVerb();
    }
    return switch (handler.get()) {
      case DIAGNOSE -> new DiagnoseVerb();
      case GAMEDAY -> new GamedayVerb();
      case INCIDENT -> new IncidentVerb(board);
      case EXPORT -> new ExportVerb(board);
      case REVIEW -> new ReviewVerb(board);
      case HALT -> new HaltVerb(false, board);
      case RELEASE -> new HaltVerb(true, board);
      case TAKEOVER -> new TakeoverVerb(board);
      case GRANT -> new GrantVerb(board, false);
      case REVOKE -> new GrantVerb(board, true);
      case HELP -> new HelpVerb();
      case RUNBOOK -> new RunbookVerb(board, clock, ids);
      case ENROLL -> new EnrollVerb(keysmith);
      case PASSKEY -> new PasskeyVerb(ring);
      case TOKEN -> new TokenVerb(ring, keysmith);
    };
  }

  private CompletionStage<Receipt> send(
      Inbound inbound, Optional<PersonId> person, String text, Routed routed) {
    return switch (routed) {
      case Routed.To to ->
          loop.ask(to.stream(), to.input(), actor(inbound, person), Optional.of(key(inbound)))
              .thenCompose(answer -> after(inbound, person, text, to, answer));
      case Routed.Answer answer -> answer(inbound, person, text, answer);
      case Routed.Handed handed ->
          loop.ask(
                  handed.stream(),
                  handed.input(),
                  actor(inbound, person),
                  Optional.of(key(inbound)))
              .thenApply(answer -> hand(inbound, handed, answer));
      case Routed.File(var answer, var incident) ->
          answer(inbound, person, text, answer)
              .whenComplete((_, _) -> attachments.attach(incident, inbound.where()));
    };
  }

  /** Tells the sender alone what was made, unless what is stored came of an earlier delivery. */
  private Receipt hand(Inbound inbound, Routed.Handed handed, Answer answer) {
    boolean ours =
        handed
            .mark()
            .map(mark -> answer.events().stream().anyMatch(e -> marks(e.event(), mark)))
            .orElse(true);
    if (answer.recorded() && answer.refusal().isEmpty() && ours) {
      keysmith.whisper(inbound.where(), inbound.by(), handed.text().get());
    }
    return new Receipt(answer.recorded(), answer.refusal(), "");
  }

  private static boolean marks(Event event, String mark) {
    return event instanceof CredentialEvent.TokenIssued issued && issued.hash().equals(mark);
  }

  private CompletionStage<Receipt> answer(
      Inbound inbound, Optional<PersonId> person, String text, Routed.Answer answer) {
    String id = ids.get();
    RequestEvent.RequestAnswered event =
        new RequestEvent.RequestAnswered(
            inbound.by(),
            person.map(PersonId::id),
            inbound.where(),
            text,
            answer.environment(),
            answer.title(),
            answer.lines(),
            answer.suggestions(),
            answer.why(),
            Optional.empty());
    return loop.ask(
            RequestStream.stream(id),
            new RequestStream.Answer(event),
            actor(inbound, person),
            Optional.of(key(inbound)))
        .thenApply(a -> receipt(a, RequestStream.stream(id).toString()));
  }

  private CompletionStage<Receipt> after(
      Inbound inbound, Optional<PersonId> person, String text, Routed.To to, Answer answer) {
    String card = to.stream().toString();
    if (to.input() instanceof HaltInput.Halt halt && answer.refusal().isEmpty()) {
      tellHalted(halt.scope(), halt.by());
      card =
          answer.events().stream()
              .findFirst()
              .map(e -> HaltCards.marker(halt.scope(), e.at(), 0).toString())
              .orElse(card);
    }
    Receipt receipt =
        to.input() instanceof HaltInput.Halt
            ? new Receipt(answer.recorded(), answer.refusal(), card)
            : receipt(answer, card);
    boolean unseen =
        answer.refusal().isPresent() && (to.said().isPresent() || !board.hasCard(to.stream()));
    return inbound instanceof Inbound.Command
            && answer.recorded()
            && (unseen || to.said().isPresent())
        ? passedOn(inbound, person.orElseThrow(), text, to, answer, receipt)
        : CompletableFuture.completedFuture(receipt);
  }

  /** Puts a typed command that opened no card on record, so that its channel shows it. */
  private CompletionStage<Receipt> passedOn(
      Inbound inbound, PersonId by, String text, Routed.To to, Answer answer, Receipt receipt) {
    StreamId stream = RequestStream.stream(ids.get());
    boolean seen = receipt.refusal().isEmpty() && board.hasCard(to.stream());
    RequestEvent.CommandPassedOn event =
        new RequestEvent.CommandPassedOn(
            inbound.by(),
            by,
            inbound.where(),
            text,
            to.said().flatMap(Routed.Said::environment),
            to.stream(),
            to.said().map(s -> s.says().apply(answer.events())).orElse(""),
            receipt.refusal());
    return loop.ask(
            stream,
            new RequestStream.Answer(event),
            by.id(),
            Optional.of(key(inbound) + " passed on"))
        .thenApply(told ->
            seen || !told.recorded()
                ? receipt
                : new Receipt(true, receipt.refusal(), subject(told, stream.toString())));
  }

  /** What runs in a halted scope is told at once; it would notice at its next look anyway. */
  private void tellHalted(String scope, PersonId by) {
    for (Operation operation : board.openOperations()) {
      boolean stopped =
          operation.planned().isPresent()
              && Halt.stops(
                  scope,
                  operation.id(),
                  operation.request().draft().environment(),
                  operation.isDrill());
      if (stopped && operation.isRunning()) {
        CompletableFuture<Answer> told =
            loop.ask(
                    OperationDecider.stream(operation.id()),
                    new OperationInput.Halted(by, scope),
                    by.id(),
                    Optional.empty())
                .toCompletableFuture();
        told.exceptionally(e -> Answer.none());
      }
    }
  }

  private Receipt receipt(Answer answer, String card) {
    return new Receipt(
        answer.recorded(), answer.refusal().map(this::withDoor), subject(answer, card));
  }

  /**
   * Names the card that follows. A redelivery has the one of the first time, which stands in what
   * was recorded then; other streams that the same input wrote to have no card.
   */
  private static String subject(Answer answer, String card) {
    String family = StreamId.parse(card).family();
    return answer.events().stream()
        .map(Recorded::stream)
        .filter(stream -> stream.family().equals(family))
        .findFirst()
        .map(StreamId::toString)
        .orElse(card);
  }

  /** Who is asked for a passkey is told where to show it. */
  private Problem withDoor(Problem why) {
    boolean door = why.code() == ErrorCode.PASSKEY_NEEDED && !keysmith.signIn().isEmpty();
    return door ? new Problem(why.code(), why.what(), why.advice() + " " + keysmith.signIn()) : why;
  }

  private static String actor(Inbound inbound, Optional<PersonId> person) {
    return person.map(PersonId::id).orElse(inbound.by().toString());
  }

  private static String key(Inbound inbound) {
    return inbound.by().platform() + " " + inbound.deliveryKey();
  }

  /** Returns the problem that is told when a button means nothing. */
  static Problem meaningless() {
    return new Problem(
        ErrorCode.BUTTON_STALE,
        "This button means nothing any more.",
        "Look at the newest card, or type the command.");
  }
}
