package dev.twokey.web;

import dev.twokey.people.Account;
import dev.twokey.people.Proven;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import dev.twokey.web.Sessions.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
  private static final String BEARER = "bearer";

  /** What can be opened without a session. */
  private static final Pattern DOORS = Pattern.compile("/(enter|enroll|enrolling|sign-in)(/.*)?");

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
    takeIn(ctx);
    checkHost(ctx);
    String path = ctx.path();
    if (path.startsWith("/static/") || path.startsWith("/webjars/")) {
      ctx.header("Cache-Control", "no-cache");
    } else if (path.startsWith("/api/")) {
      ctx.attribute(BEARER, bearer(ctx));
    } else if (DOORS.matcher(path).matches()) {
      checkOrigin(ctx);
      sessionOfCookie(ctx).ifPresent(session -> ctx.attribute(SESSION, session));
    } else {
      checkSession(ctx);
    }
  }

  /**
   * A text that no handler reads would make the server end the connection after the answer, in the
   * middle of what the browser sends next.
   */
  private static void takeIn(Context ctx) {
    if (ctx.method().equals(HandlerType.POST)) {
      ctx.bodyAsBytes();
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
          "Open Twokey at " + home(ctx) + "/.");
    }
  }

  private static Set<String> ownHosts(Context ctx) {
    return Set.of("localhost:" + localPort(ctx), "127.0.0.1:" + localPort(ctx));
  }

  static int localPort(Context ctx) {
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
        sessionOfCookie(ctx)
            .orElseThrow(() ->
                new Turned(
                    401,
                    ErrorCode.SESSION_INVALID,
                    "You are not signed in.",
                    "Sign in by passkey at /sign-in, or open your personal link: the bot printed it"
                        + " when it started. /enroll in chat makes the first passkey."));
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

  private Optional<Session> sessionOfCookie(Context ctx) {
    return Optional.ofNullable(ctx.cookie(cookie(ctx))).flatMap(sessions::find);
  }

  private ApiTokens.Bearer bearer(Context ctx) {
    String header = ctx.header("Authorization");
    String token = header != null && header.startsWith("Bearer ") ? header.substring(7) : "";
    return parts
        .tokens()
        .bearerOf(token)
        .orElseThrow(() ->
            new Turned(
                401,
                ErrorCode.SESSION_INVALID,
                "The token is missing, not known, ended or revoked.",
                "Make one by /token new in chat, and send the header \"Authorization: Bearer …\""
                    + " with your personal token."));
  }

  /** Returns the name of the cookie. Browsers share cookies between ports: the name holds ours. */
  String cookie(Context ctx) {
    return "twokey_" + localPort(ctx);
  }

  /** Returns the name of the cookie of a browser that stands at the door. */
  static String doorCookie(Context ctx) {
    return "twokey_" + localPort(ctx) + "_door";
  }

  /** Returns whether the address bar says the name that passkeys are for. */
  static boolean atHome(Context ctx) {
    return ("localhost:" + localPort(ctx)).equals(ctx.header("Host"));
  }

  static Session session(Context ctx) {
    Session session = ctx.attribute(SESSION);
    if (session == null) {
      throw new IllegalStateException("a handler without a session (this is a bug)");
    }
    return session;
  }

  static ApiTokens.Bearer bearerOf(Context ctx) {
    ApiTokens.Bearer bearer = ctx.attribute(BEARER);
    if (bearer == null) {
      throw new IllegalStateException("a handler without a token (this is a bug)");
    }
    return bearer;
  }

  /** Returns the session of a request that needs none. */
  static Optional<Session> sessionIfAny(Context ctx) {
    return Optional.ofNullable(ctx.attribute(SESSION));
  }

  /** Signs a browser in: whatever session it had is over. */
  void letIn(Context ctx, Account account, Proven proof) {
    Optional.ofNullable(ctx.cookie(cookie(ctx))).ifPresent(sessions::close);
    setCookie(ctx, cookie(ctx), sessions.open(account, proof), Sessions.LIFE);
  }

  /** Gives the browser a word that no script and no other site can use. */
  static void setCookie(Context ctx, String name, String word, Duration life) {
    Cookie cookie = new Cookie(name, word);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setMaxAge((int) life.toSeconds());
    ctx.cookie(cookie);
  }

  /** Returns the address that passkeys are for: an address in digits can't have any. */
  static String home(Context ctx) {
    return "http://localhost:" + localPort(ctx);
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
    if (ctx.path().startsWith("/api/") || "application/json".equals(ctx.header("Accept"))) {
      ctx.json(Map.of("problem", Json.problem(problem)));
    } else if (ctx.header("HX-Request") != null) {
      Html.send(ctx, Html.trouble(problem));
    } else {
      Html.send(ctx, Html.problem(views.shell(problem.what(), sessionIfAny(ctx)), problem));
    }
  }
}
