package dev.twokey.web;

import dev.twokey.problem.ErrorCode;
import dev.twokey.web.Channels.Sight;
import dev.twokey.web.Sessions.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The streams of open pages. Each has one virtual thread, which alone writes to it: it waits for a
 * change and sends what is new since the last one. So a slow reader holds up nobody and nothing
 * piles up for it. A line that is silent for five seconds gets a heartbeat, because only writing
 * shows that the other side is gone.
 */
final class Live {
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int STREAMS_MAX = 1_000;

  private final Channels channels;
  private final Sessions sessions;
  private final Views views;
  private final AtomicInteger open = new AtomicInteger();

  Live(Channels channels, Sessions sessions, Views views) {
    this.channels = channels;
    this.sessions = sessions;
    this.views = views;
  }

  void routes(RoutesConfig routes) {
    routes.sse("/channels/{channel}/events", this::start);
  }

  private void start(SseClient client) {
    Context ctx = client.ctx();
    String channel = Pages.known(ctx, views);
    Session session = Gate.session(ctx);
    long since = views.version(lastSeen(ctx));
    if (open.get() >= STREAMS_MAX) {
      throw new Turned(
          503,
          ErrorCode.LIMIT_EXCEEDED,
          "More than " + STREAMS_MAX + " pages are open.",
          "Close some; this one tries again by itself.");
    }
    open.incrementAndGet();
    client.keepAlive();
    client.onClose(open::decrementAndGet);
    Thread.ofVirtual()
        .name("stream of " + channel)
        .start(() -> write(client, channel, session, since));
  }

  private static String lastSeen(Context ctx) {
    return Optional.ofNullable(ctx.header("Last-Event-ID"))
        .or(() -> Optional.ofNullable(ctx.queryParam("since")))
        .orElse("");
  }

  private void write(SseClient client, String channel, Session session, long from) {
    long since = from;
    client.sendComment("open");
    while (!client.terminated() && !channels.isClosed()) {
      Optional<Sight> sight = channels.await(channel, session.account(), since, HEARTBEAT);
      if (!sessions.holds(session)) {
        client.sendEvent("signed-out", "bye");
        break;
      }
      if (sight.isEmpty()) {
        client.sendComment("here");
        continue;
      }
      send(client, channel, session, sight.get());
      since = sight.get().version();
      session.sees(channel, since);
    }
    client.close();
  }

  private void send(SseClient client, String channel, Session session, Sight sight) {
    StringBuilder text = new StringBuilder();
    if (sight.everything()) {
      views.items(sight).forEach(item -> text.append(Html.item(item)));
    } else {
      sight.threads().forEach(thread -> text.append(change(thread, sight.since())));
      String news = news(sight);
      if (!news.isEmpty()) {
        text.append(Html.announce(news));
      }
    }
    if (sight.noticesChanged()) {
      text.append(Html.notes(views.notes(sight.notices()), channel));
    }
    if (sight.elsewhere()) {
      text.append(Html.rail(views.links(channel, session)));
    }
    if (!text.isEmpty()) {
      client.sendEvent(
          sight.everything() ? "state" : "update", text.toString(), views.mark(sight.version()));
    }
  }

  private String change(Message.Threaded thread, long since) {
    View.Item item = views.item(thread);
    return thread.root().created() > since ? Html.newItem(item) : Html.changedItem(item);
  }

  private static String news(Sight sight) {
    return sight.threads().stream()
        .map(Message.Threaded::root)
        .filter(m -> m.announced() > sight.since())
        .map(m -> m.content().firstLine())
        .collect(Collectors.joining(". "));
  }
}
