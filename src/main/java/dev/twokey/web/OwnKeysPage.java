package dev.twokey.web;

import dev.twokey.credential.CredentialInput;
import dev.twokey.people.PersonId;
import dev.twokey.problem.ErrorCode;
import dev.twokey.web.Sessions.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;

/** A person's own passkeys and tokens: what there is, what it is called, and away with it. */
final class OwnKeysPage {
  private final ConsoleParts parts;
  private final Views views;
  private final EnrolmentPages enrolment;
  private final Asked asked;

  OwnKeysPage(ConsoleParts parts, Views views, EnrolmentPages enrolment, Asked asked) {
    this.parts = parts;
    this.views = views;
    this.enrolment = enrolment;
    this.asked = asked;
  }

  void routes(RoutesConfig routes) {
    routes.get("/passkeys", this::page);
    routes.post("/passkeys/add", enrolment::another);
    routes.post("/passkeys/{id}/label", this::label);
    routes.post("/passkeys/{id}/revoke", this::revoke);
  }

  private void page(Context ctx) {
    Session session = Gate.session(ctx);
    var own = parts.keys().ring().of(person(session));
    Optional<String> shown = session.proof().byPasskey().map(p -> p.passkey());
    List<View.OwnKey> keys =
        own.passkeys().values().stream()
            .map(p ->
                new View.OwnKey(
                    p.id(), p.label(), p.enrolled(), shown.filter(p.id()::equals).isPresent()))
            .toList();
    List<View.OwnToken> tokens =
        own.tokens().values().stream()
            .filter(t -> parts.clock().instant().isBefore(t.until()))
            .map(t -> new View.OwnToken(t.id(), t.label(), t.scope(), t.until()))
            .toList();
    Html.send(
        ctx,
        Html.keys(
            views.shell("Passkeys", Optional.of(session)),
            new View.OwnKeys(keys, tokens, shown.isPresent()),
            views.who(session)));
  }

  private void label(Context ctx) {
    String label = Optional.ofNullable(ctx.formParam("label")).orElse("");
    asked.of(person(Gate.session(ctx)), new CredentialInput.Label(ctx.pathParam("id"), label));
    ctx.redirect("/passkeys", HttpStatus.SEE_OTHER);
  }

  /** Revokes; where it is the one that proved this session, the session is over with it. */
  private void revoke(Context ctx) {
    PersonId person = person(Gate.session(ctx));
    asked.of(
        person,
        new CredentialInput.Revoke(
            ctx.pathParam("id"), person, false, "revoked in the console by its owner"));
    ctx.redirect("/passkeys", HttpStatus.SEE_OTHER);
  }

  private PersonId person(Session session) {
    return parts
        .roster()
        .get()
        .personOf(session.account())
        .orElseThrow(() ->
            new Turned(
                403,
                ErrorCode.ACCOUNT_UNKNOWN,
                session.account() + " is not on the roster any more.",
                "Ask somebody to look at people.yaml."));
  }
}
