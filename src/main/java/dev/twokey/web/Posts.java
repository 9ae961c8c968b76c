package dev.twokey.web;

import dev.twokey.chat.Button;
import dev.twokey.chat.Card;
import dev.twokey.chat.Conversation;
import dev.twokey.chat.Inbound;
import dev.twokey.chat.Intake.Receipt;
import dev.twokey.people.Account;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.web.Message.Content;
import dev.twokey.web.Sessions.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What people send from the page: commands, clicks, filled dialogs. */
final class Posts {
  private static final int TYPED_MAX = 2_000;
  private static final int KEY_MAX = 80;

  /** Refusals that the person can mend in the dialog, which therefore stays open. */
  private static final Set<ErrorCode> MENDABLE =
      Set.of(
          ErrorCode.PHRASE_WRONG,
          ErrorCode.CONFIRMATION_WRONG,
          ErrorCode.ARGUMENT_INVALID,
          ErrorCode.ARGUMENT_MISSING);

  private final ConsoleParts parts;
  private final Channels channels;
  private final Views views;
  private final Received received;
  private final RandomGenerator random;

  Posts(
      ConsoleParts parts,
      Channels channels,
      Views views,
      Received received,
      RandomGenerator random) {
    this.parts = parts;
    this.channels = channels;
    this.views = views;
    this.received = received;
    this.random = random;
  }

  void routes(RoutesConfig routes) {
    routes.post("/channels/{channel}/commands", this::command);
    routes.post("/channels/{channel}/clicks", this::click);
    routes.get("/channels/{channel}/dialog", this::dialog);
    routes.post("/channels/{channel}/notices/{notice}/away", this::away);
  }

  static Conversation where(String channel, @org.jspecify.annotations.Nullable String thread) {
    return new Conversation(
        WebConsole.NAME, channel, Optional.ofNullable(thread).filter(t -> !t.isEmpty()));
  }

  private void command(Context ctx) {
    String channel = Pages.known(ctx, views);
    String text =
        parts.redactor().redact(Optional.ofNullable(ctx.formParam("text")).orElse("").strip());
    if (text.isEmpty() || text.length() > TYPED_MAX) {
      throw new Turned(
          400,
          ErrorCode.ARGUMENT_INVALID,
          text.isEmpty() ? "There is no command." : "That is longer than 2000 characters.",
          "Type one such as /help.");
    }
    Conversation where = where(channel, ctx.formParam("thread"));
    if (where.thread().isPresent() && channels.find(channel, where.thread().get()).isEmpty()) {
      throw new Turned(
          404,
          ErrorCode.NOT_FOUND,
          "This thread is not here any more.",
          "Go back to the channel and send it there.");
    }
    Session session = Gate.session(ctx);
    Account by = session.account();
    Receipt receipt =
        received.of(new Inbound.Command(where, by, text, key(ctx, by), session.proof()));
    // a refusal that stands on a card is not told twice
    boolean onCard = receipt.recorded() && !receipt.subject().isEmpty();
    Receipt told = onCard ? new Receipt(true, Optional.empty(), receipt.subject()) : receipt;
    tell(ctx, channel, by, told, "Sent: " + text);
  }

  private void click(Context ctx) {
    String channel = Pages.known(ctx, views);
    Account by = Gate.session(ctx).account();
    Message message = message(ctx, channel);
    String id = needed(ctx, "button");
    boolean filled = ctx.formParam("filled") != null;
    Optional<Button> button = button(message, id);
    Map<String, String> inputs = Map.of();
    if (filled && button.flatMap(Button::dialog).isPresent()) {
      inputs = inputs(ctx, button.get().dialog().get());
      Map<String, String> wrong = missing(button.get().dialog().get(), inputs);
      if (!wrong.isEmpty()) {
        again(ctx, channel, message, button.get(), inputs, wrong, "");
        return;
      }
    }
    Inbound click =
        new Inbound.Click(message.where(), by, id, inputs, key(ctx, by), Gate.session(ctx).proof());
    Receipt receipt = received.of(click);
    Optional<Problem> refusal = receipt.refusal();
    if (filled
        && button.flatMap(Button::dialog).isPresent()
        && refusal.filter(p -> MENDABLE.contains(p.code())).isPresent()) {
      again(ctx, channel, message, button.get(), inputs, Map.of(), refusal.get().line());
      return;
    }
    ctx.header("HX-Trigger", "twokey-asked");
    tell(ctx, channel, by, receipt, "Sent: " + button.map(Button::label).orElse("your answer"));
  }

  private void dialog(Context ctx) {
    String channel = Pages.known(ctx, views);
    Message message = message(ctx, channel);
    Button button =
        button(message, Optional.ofNullable(ctx.queryParam("button")).orElse(""))
            .filter(b -> b.dialog().isPresent())
            .orElseThrow(() ->
                new Turned(
                    409,
                    ErrorCode.BUTTON_STALE,
                    "This button is not on the card any more.",
                    "Look at the card as it is now."));
    Html.send(ctx, Html.dialog(ask(channel, message, button, Map.of(), Map.of(), "")));
  }

  private void away(Context ctx) {
    String channel = Pages.known(ctx, views);
    Account by = Gate.session(ctx).account();
    channels.putAway(channel, by, ctx.pathParam("notice"));
    Html.send(ctx, Html.notes(views.notes(channels.notices(channel, by)), channel));
  }

  /** Tells the sender alone what became of it: by the answer, and on their other pages. */
  private void tell(Context ctx, String channel, Account by, Receipt receipt, String sent) {
    Optional<Problem> refusal = receipt.refusal();
    refusal.ifPresent(
        problem -> channels.tell(channel, by, notice(problem.what(), problem.advice(), true)));
    if (refusal.isEmpty() && !receipt.recorded()) {
      channels.tell(
          channel,
          by,
          notice("Done, but not recorded: the journal can't be written now.", "", true));
    }
    Html.send(
        ctx,
        Html.notes(views.notes(channels.notices(channel, by)), channel)
            + Html.sent(refusal.isPresent() ? "" : sent));
  }

  private Notice notice(String what, String advice, boolean trouble) {
    String id = Tokens.fresh(random).substring(0, 12);
    return new Notice(id, parts.clock().instant(), what, advice, trouble);
  }

  private void again(
      Context ctx,
      String channel,
      Message message,
      Button button,
      Map<String, String> given,
      Map<String, String> wrong,
      String trouble) {
    ctx.status(422).header("HX-Retarget", "#ask").header("HX-Reswap", "innerHTML");
    Html.send(ctx, Html.dialog(ask(channel, message, button, given, wrong, trouble)));
  }

  private View.Ask ask(
      String channel,
      Message message,
      Button button,
      Map<String, String> given,
      Map<String, String> wrong,
      String trouble) {
    return new View.Ask(
        channel,
        message.id(),
        button.id(),
        button.style(),
        button.dialog().orElseThrow(),
        Tokens.fresh(random),
        trouble,
        given,
        wrong);
  }

  private Message message(Context ctx, String channel) {
    String id =
        Optional.ofNullable(ctx.formParam("message"))
            .or(() -> Optional.ofNullable(ctx.queryParam("message")))
            .orElse("");
    return channels
        .find(channel, id)
        .orElseThrow(() ->
            new Turned(
                409,
                ErrorCode.BUTTON_STALE,
                "This card is not here any more.",
                "Look for a newer one below, or send the command again."));
  }

  private static Optional<Button> button(Message message, String id) {
    return message.content() instanceof Content.OfCard(Card card)
        ? card.buttons().stream().filter(b -> b.id().equals(id)).findFirst()
        : Optional.empty();
  }

  private Map<String, String> inputs(Context ctx, Button.Dialog dialog) {
    Map<String, String> inputs = new LinkedHashMap<>();
    for (Button.Input input : dialog.inputs()) {
      String value =
          parts.redactor().redact(String.join("\n", ctx.formParams("in." + input.name())));
      inputs.put(input.name(), value.length() > TYPED_MAX ? value.substring(0, TYPED_MAX) : value);
    }
    return inputs;
  }

  private static Map<String, String> missing(Button.Dialog dialog, Map<String, String> inputs) {
    Map<String, String> missing = new LinkedHashMap<>();
    for (Button.Input input : dialog.inputs()) {
      if (input.required() && inputs.getOrDefault(input.name(), "").isBlank()) {
        missing.put(
            input.name(), input.choices().isEmpty() ? "Please fill this in." : "Please choose.");
      }
    }
    return missing;
  }

  private static String needed(Context ctx, String name) {
    return Optional.ofNullable(ctx.formParam(name))
        .orElseThrow(() ->
            new Turned(
                400,
                ErrorCode.ARGUMENT_MISSING,
                "The request has no " + name + ".",
                "Load the page again."));
  }

  /** Makes the key the account's own: the same word of two people are two things. */
  private static String key(Context ctx, Account by) {
    String key = needed(ctx, "key");
    if (key.isBlank() || key.length() > KEY_MAX) {
      throw new Turned(
          400, ErrorCode.ARGUMENT_INVALID, "The request has a wrong key.", "Load the page again.");
    }
    return by + ":" + key;
  }
}
