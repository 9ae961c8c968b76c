package dev.twokey.web;

import dev.twokey.problem.ErrorCode;
import dev.twokey.web.Sessions.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of open pages. The virtual thread of the request stays with its stream and alone
 * writes to it: it waits for a change and sends what is new since the last one. So a slow reader
 * holds up nobody and nothing piles up for it. A line that is silent for five seconds gets a
 * heartbeat, because only writing shows that the other side is gone.
 *
 * <p>Javalin's own event streams are not used: they finish on another thread, and where the browser
 * has gone by then, its error handling runs in a circle for ever.
 */
final class Live {
  private static final Logger LOG = LoggerFactory.getLogger(Live.class);
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
    routes.get("/channels/{channel}/events", this::stream);
  }

  /** Returns how many streams are open. */
  int open() {
    return open.get();
  }

  private void stream(Context ctx) throws IOException {
    String channel = Pages.known(ctx, views);
    long since = views.version(lastSeen(ctx));
    if (open.incrementAndGet() > STREAMS_MAX) {
      open.decrementAndGet();
      throw new Turned(
          503,
          ErrorCode.LIMIT_EXCEEDED,
          "More than " + STREAMS_MAX + " pages are open.",
          "Close some; this one tries again by itself.");
    }
    try {
      write(new EventLines(ctx), channel, Gate.session(ctx), since);
    } catch (IOException e) {
      LOG.debug("a page of #{} has gone: {}", channel, e.toString());
    } finally {
      open.decrementAndGet();
    }
  }

  private static String lastSeen(Context ctx) {
    return Optional.ofNullable(ctx.header("Last-Event-ID"))
        .or(() -> Optional.ofNullable(ctx.queryParam("since")))
        .orElse("");
  }

  private void write(EventLines lines, String channel, Session session, long from)
      throws IOException {
    long since = from;
    lines.heartbeat();
    while (!channels.isClosed()) {
      Optional<Sight> sight = channels.await(channel, session.account(), since, HEARTBEAT);
      if (!sessions.holds(session)) {
        lines.event("signed-out", "bye", "");
        return;
      }
      if (sight.isEmpty()) {
        lines.heartbeat();
        continue;
      }
      send(lines, channel, session, sight.get());
      since = sight.get().version();
      session.sent(channel, since);
    }
  }

  private void send(EventLines lines, String channel, Session session, Sight sight)
      throws IOException {
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
      lines.event(
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
