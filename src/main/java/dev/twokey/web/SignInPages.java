package dev.twokey.web;

import dev.twokey.credential.CredentialInput;
import dev.twokey.people.Account;
import dev.twokey.people.Proven;
import dev.twokey.problem.ErrorCode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Optional;

/** The daily door: a passkey, and nobody types a name. */
final class SignInPages {
  private final ConsoleParts parts;
  private final Views views;
  private final Gate gate;
  private final Ceremonies ceremonies;
  private final Passkeys passkeys;
  private final Asked asked;

  SignInPages(
      ConsoleParts parts,
      Views views,
      Gate gate,
      Ceremonies ceremonies,
      Passkeys passkeys,
      Asked asked) {
    this.parts = parts;
    this.views = views;
    this.gate = gate;
    this.ceremonies = ceremonies;
    this.passkeys = passkeys;
    this.asked = asked;
  }

  void routes(RoutesConfig routes) {
    routes.get("/sign-in", this::page);
    routes.post("/sign-in/begin", this::begin);
    routes.post("/sign-in/finish", this::finish);
  }

  private void page(Context ctx) {
    if (Gate.atHome(ctx)) {
      Html.send(ctx, Html.signIn(views.shell("Sign in", Gate.sessionIfAny(ctx))));
    } else {
      ctx.redirect(Gate.home(ctx) + "/sign-in", HttpStatus.SEE_OTHER);
    }
  }

  private void begin(Context ctx) {
    var question = passkeys.askToSignIn(Gate.localPort(ctx));
    String word = ceremonies.begin(new Ceremonies.SignIn(question));
    Gate.setCookie(ctx, Gate.doorCookie(ctx), word, Ceremonies.LIFE);
    ctx.contentType("application/json").result(Passkeys.json(question));
  }

  private void finish(Context ctx) {
    Ceremonies.SignIn ceremony =
        Optional.ofNullable(ctx.cookie(Gate.doorCookie(ctx)))
            .flatMap(ceremonies::take)
            .flatMap(c -> c instanceof Ceremonies.SignIn s ? Optional.of(s) : Optional.empty())
            .orElseThrow(() ->
                new Turned(
                    409,
                    ErrorCode.SESSION_INVALID,
                    "This sign-in is over: each works once, in the browser that began it, within"
                        + " five minutes.",
                    "Press the button again."));
    Passkeys.Shown shown = passkeys.signedIn(Gate.localPort(ctx), ceremony.question(), ctx.body());
    var person = shown.owned().person();
    String passkey = shown.owned().passkey().id();
    Account account = new Account(WebConsole.NAME, person.id());
    if (parts.roster().get().personOf(account).isEmpty()) {
      throw new Turned(
          403,
          ErrorCode.ACCOUNT_UNKNOWN,
          person + " has no account of the console.",
          "Add 'console' to the accounts of " + person + " in people.yaml.");
    }
    asked.of(person, new CredentialInput.Use(passkey, shown.signatures()));
    gate.letIn(ctx, account, new Proven.ByPasskey(passkey, parts.clock().instant()));
    ctx.removeCookie(Gate.doorCookie(ctx), "/");
    ctx.json(Map.of("to", "/"));
  }
}
