package dev.twokey.web;

import dev.twokey.chat.Card;
import dev.twokey.people.Proven;
import dev.twokey.problem.ErrorCode;
import dev.twokey.web.EntryLinks.Entry;
import dev.twokey.web.Message.Content;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Optional;

/** What is looked at: pages, files, pictures, completions; and the door. */
final class Pages {
  private static final int TYPED_MAX = 2_000;
  private static final int SUGGESTIONS_MAX = 12;

  private final ConsoleParts parts;
  private final Channels channels;
  private final Sessions sessions;
  private final Views views;
  private final Gate gate;

  Pages(ConsoleParts parts, Channels channels, Sessions sessions, Views views, Gate gate) {
    this.parts = parts;
    this.channels = channels;
    this.sessions = sessions;
    this.views = views;
    this.gate = gate;
  }

  void routes(RoutesConfig routes) {
    routes.get("/", this::first);
    routes.get("/channels/{channel}", this::channel);
    routes.get("/channels/{channel}/complete", this::complete);
    routes.get("/channels/{channel}/files/{message}", this::file);
    routes.get("/channels/{channel}/images/{message}/{detail}", this::image);
    routes.get("/session", ctx -> ctx.status(HttpStatus.NO_CONTENT));
    routes.get("/enter/{token}", this::door);
    routes.post("/enter/{token}", this::enter);
    routes.post("/sign-out", this::leave);
  }

  private void first(Context ctx) {
    String first =
        views.links("", Gate.session(ctx)).stream()
            .findFirst()
            .map(View.Link::id)
            .orElseThrow(() ->
                new Turned(
                    404,
                    ErrorCode.NOT_FOUND,
                    "There is no channel.",
                    "Name one in the inventory, such as console:staging."));
    ctx.redirect("/channels/" + first, HttpStatus.SEE_OTHER);
  }

  private void channel(Context ctx) {
    String channel = known(ctx, views);
    String from = Optional.ofNullable(ctx.header("Referer")).orElse("");
    Gate.session(ctx).leaves(from.substring(from.lastIndexOf('/') + 1));
    View.Page page = views.page(channel, Gate.session(ctx));
    Html.send(ctx, Html.channel(page, views.who(Gate.session(ctx))));
  }

  private void complete(Context ctx) {
    String text = Optional.ofNullable(ctx.queryParam("text")).orElse("");
    if (text.length() > TYPED_MAX) {
      ctx.json(java.util.List.of());
      return;
    }
    var where = Posts.where(known(ctx, views), ctx.queryParam("thread"));
    ctx.json(
        parts.completions().complete(Gate.session(ctx).account(), where, text).stream()
            .limit(SUGGESTIONS_MAX)
            .map(s -> Map.of("text", s.text(), "label", s.label(), "detail", s.detail()))
            .toList());
  }

  private void file(Context ctx) {
    if (message(ctx).content() instanceof Content.OfFile(_, String text)) {
      ctx.contentType("text/plain; charset=utf-8").result(text);
      return;
    }
    throw gone(ctx);
  }

  private void image(Context ctx) {
    int number = ctx.pathParamAsClass("detail", Integer.class).getOrDefault(-1);
    if (message(ctx).content() instanceof Content.OfCard(Card card)
        && number >= 0
        && number < card.details().size()
        && card.details().get(number) instanceof Card.Detail.Image image) {
      // alone in a tab it may draw, but run and load nothing
      ctx.header(
          "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
      ctx.contentType("image/svg+xml").result(image.svg());
      return;
    }
    throw gone(ctx);
  }

  private Message message(Context ctx) {
    return channels
        .find(ctx.pathParam("channel"), ctx.pathParam("message"))
        .orElseThrow(() -> gone(ctx));
  }

  private static Turned gone(Context ctx) {
    return new Turned(
        404,
        ErrorCode.NOT_FOUND,
        "This is not in #" + ctx.pathParam("channel") + " any more.",
        "Load the channel again.");
  }

  /** Returns the channel of the request if there is one. */
  static String known(Context ctx, Views views) {
    String channel = ctx.pathParam("channel");
    if (views.links(channel, Gate.session(ctx)).stream().noneMatch(View.Link::current)) {
      throw new Turned(
          404,
          ErrorCode.NOT_FOUND,
          "There is no channel #" + channel + ".",
          "Choose one from the list.");
    }
    return channel;
  }

  private void door(Context ctx) {
    String token = ctx.pathParam("token");
    switch (parts.links().look(token)) {
      case Entry.Open(var account) ->
          Html.send(
              ctx,
              Html.entry(
                  views.shell("Sign in", Optional.empty()),
                  views.name(account),
                  "/enter/" + token));
      case Entry.Spent(), Entry.Late(), Entry.Unknown() -> throw shut(parts.links().look(token));
    }
  }

  private void enter(Context ctx) {
    switch (parts.links().enter(ctx.pathParam("token"))) {
      case Entry.Open(var account) -> {
        gate.letIn(ctx, account, new Proven.ByChat());
        ctx.redirect("/", HttpStatus.SEE_OTHER);
      }
      case Entry.Spent spent -> throw shut(spent);
      case Entry.Late late -> throw shut(late);
      case Entry.Unknown unknown -> throw shut(unknown);
    }
  }

  /** Returns why a link opens nothing. */
  static Turned shut(Entry entry) {
    String what =
        switch (entry) {
          case Entry.Open _ -> throw new IllegalArgumentException("the link is open");
          case Entry.Spent _ -> "This link was used already; it works once.";
          case Entry.Late _ -> "This link is older than five minutes.";
          case Entry.Unknown _ -> "This link is not known, or the bot has started anew since.";
        };
    return new Turned(
        410,
        ErrorCode.LINK_INVALID,
        what,
        "Ask for a new one where you got this one. If you are signed in already, go to /.");
  }

  private void leave(Context ctx) {
    Optional.ofNullable(ctx.cookie(gate.cookie(ctx))).ifPresent(sessions::close);
    ctx.removeCookie(gate.cookie(ctx), "/");
    ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
  }
}
