package dev.twokey.web;

import dev.twokey.people.Account;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.web.Sessions.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request passes: our own host name, headers that keep strangers out of the page, a
 * session or a token, and the word of the session on each POST.
 */
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  private static final String SESSION = "session";
  private static final String ACCOUNT = "account";

  private final ConsoleParts parts;
  private final Sessions sessions;
  private final Views views;

  Gate(ConsoleParts parts, Sessions sessions, Views views) {
    this.parts = parts;
    this.sessions = sessions;
    this.views = views;
  }

  void routes(RoutesConfig routes) {
    routes.before(this::check);
    routes.exception(Turned.class, (turned, ctx) -> answer(ctx, turned.status(), turned.problem()));
    routes.exception(
        Exception.class,
        (bug, ctx) -> {
          LOG.error("{} {} failed (this is a bug)", ctx.method(), ctx.path(), bug);
          answer(
              ctx,
              500,
              new Problem(
                  ErrorCode.BUG,
                  "Twokey failed at this request (this is a bug).",
                  "Try again; the log of the bot says more."));
        });
    routes.error(
        404,
        ctx -> {
          if (ctx.attribute("answered") == null) {
            answer(
                ctx,
                404,
                new Problem(
                    ErrorCode.NOT_FOUND,
                    ctx.path() + " is not here.",
                    "Go back to the console at /."));
          }
        });
  }

  private void check(Context ctx) {
    protect(ctx);
    checkHost(ctx);
    String path = ctx.path();
    if (path.startsWith("/static/") || path.startsWith("/webjars/")) {
      ctx.header("Cache-Control", "no-cache");
    } else if (path.startsWith("/api/")) {
      ctx.attribute(ACCOUNT, accountOfToken(ctx));
    } else if (path.startsWith("/enter/")) {
      checkOrigin(ctx);
    } else {
      checkSession(ctx);
    }
  }

  private static void protect(Context ctx) {
    ctx.header("Content-Security-Policy", POLICY);
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    // not "no-referrer": browsers would then send "Origin: null" with our own forms
    ctx.header("Referrer-Policy", "same-origin");
    ctx.header("Cache-Control", "no-store");
  }

  /** A page of a stranger whose name points to this machine must not reach us. */
  private static void checkHost(Context ctx) {
    String host = ctx.header("Host");
    if (host == null || !ownHosts(ctx).contains(host)) {
      throw new Turned(
          421,
          ErrorCode.FORBIDDEN,
          "This is not the place that \"" + host + "\" names.",
          "Open Twokey at http://localhost:" + localPort(ctx) + "/.");
    }
  }

  private static Set<String> ownHosts(Context ctx) {
    return Set.of("localhost:" + localPort(ctx), "127.0.0.1:" + localPort(ctx));
  }

  private static int localPort(Context ctx) {
    return ctx.req().getLocalPort();
  }

  private static void checkOrigin(Context ctx) {
    String origin = ctx.header("Origin");
    boolean ours =
        origin == null || ownHosts(ctx).stream().anyMatch(h -> origin.equals("http://" + h));
    if (ctx.method().equals(HandlerType.POST) && !ours) {
      throw new Turned(
          403,
          ErrorCode.FORBIDDEN,
          "This was sent by another page (" + origin + ").",
          "Open Twokey itself and do it there.");
    }
  }

  private void checkSession(Context ctx) {
    Session session =
        Optional.ofNullable(ctx.cookie(cookie(ctx)))
            .flatMap(sessions::find)
            .orElseThrow(() ->
                new Turned(
                    401,
                    ErrorCode.SESSION_INVALID,
                    "You are not signed in.",
                    "Open your personal link: the bot printed it when it started, or ask for one in"
                        + " chat."));
    ctx.attribute(SESSION, session);
    if (ctx.method().equals(HandlerType.POST)) {
      checkOrigin(ctx);
      String word = ctx.header("X-Csrf-Token");
      String sent = word != null ? word : ctx.formParam("_csrf");
      if (sent == null || !Tokens.same(sent, session.csrf())) {
        throw new Turned(
            403,
            ErrorCode.FORBIDDEN,
            "This request does not come from a page of your session.",
            "Load the page again and repeat what you did; nothing was done.");
      }
    }
  }

  private Account accountOfToken(Context ctx) {
    String header = ctx.header("Authorization");
    String token = header != null && header.startsWith("Bearer ") ? header.substring(7) : "";
    return parts
        .tokens()
        .accountOf(token)
        .orElseThrow(() ->
            new Turned(
                401,
                ErrorCode.SESSION_INVALID,
                "The token is missing or not known.",
                "Send the header \"Authorization: Bearer …\" with your personal token."));
  }

  /** Returns the name of the cookie. Browsers share cookies between ports: the name holds ours. */
  String cookie(Context ctx) {
    return "twokey_" + localPort(ctx);
  }

  static Session session(Context ctx) {
    Session session = ctx.attribute(SESSION);
    if (session == null) {
      throw new IllegalStateException("a handler without a session (this is a bug)");
    }
    return session;
  }

  static Account account(Context ctx) {
    Account account = ctx.attribute(ACCOUNT);
    if (account == null) {
      throw new IllegalStateException("a handler without an account (this is a bug)");
    }
    return account;
  }

  private String redact(String text) {
    return parts.redactor().redact(text);
  }

  /** Answers in the language of the asker: JSON, a piece of a page, or a page. */
  void answer(Context ctx, int status, Problem told) {
    Problem problem =
        new Problem(told.code(), redact(told.what()), redact(told.advice())); // it may repeat input
    ctx.attribute("answered", true);
    ctx.status(HttpStatus.forStatus(status));
    ctx.header("Cache-Control", "no-store");
    if (ctx.path().startsWith("/api/")) {
      ctx.json(Map.of("problem", Json.problem(problem)));
    } else if (ctx.header("HX-Request") != null) {
      Html.send(ctx, Html.trouble(problem));
    } else {
      Optional<Session> session = Optional.ofNullable(ctx.<Session>attribute(SESSION));
      Html.send(ctx, Html.problem(views.shell(problem.what(), session), problem));
    }
  }
}
