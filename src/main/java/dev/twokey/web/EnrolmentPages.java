package dev.twokey.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.twokey.credential.CredentialInput;
import dev.twokey.credential.PublicKey;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.problem.ErrorCode;
import dev.twokey.web.EntryLinks.Entry;
import dev.twokey.web.Sessions.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How a passkey is enrolled: a link from chat, or a session that was proven by an earlier one,
 * gives one browser leave for five minutes.
 */
final class EnrolmentPages {
  private static final int ID_BYTES = 5;

  private final ConsoleParts parts;
  private final Views views;
  private final Ceremonies ceremonies;
  private final Passkeys passkeys;
  private final Asked asked;
  private final RandomGenerator random;
  private final ObjectMapper json = new ObjectMapper();

  EnrolmentPages(
      ConsoleParts parts,
      Views views,
      Ceremonies ceremonies,
      Passkeys passkeys,
      Asked asked,
      RandomGenerator random) {
    this.parts = parts;
    this.views = views;
    this.ceremonies = ceremonies;
    this.passkeys = passkeys;
    this.asked = asked;
    this.random = random;
  }

  void routes(RoutesConfig routes) {
    routes.get("/enroll/{token}", this::door);
    routes.post("/enroll/{token}", this::enter);
    routes.get("/enrolling", this::page);
    routes.post("/enrolling/begin", this::begin);
    routes.post("/enrolling/finish", this::finish);
  }

  private void door(Context ctx) {
    String path = "/enroll/" + ctx.pathParam("token");
    if (!Gate.atHome(ctx)) {
      ctx.redirect(Gate.home(ctx) + path, HttpStatus.SEE_OTHER);
      return;
    }
    PersonId person = check(ctx, parts.keys().enrolments().look(ctx.pathParam("token")));
    Html.send(
        ctx,
        Html.enrol(
            views.shell("Enrol a passkey", Gate.sessionIfAny(ctx)),
            views.name(person),
            path,
            !parts.keys().ring().of(person).passkeys().isEmpty()));
  }

  private void enter(Context ctx) {
    EntryLinks links = parts.keys().enrolments();
    String token = ctx.pathParam("token");
    check(ctx, links.look(token)); // a wrong person must not spend it
    Entry entry = links.enter(token);
    PersonId person = check(ctx, entry);
    Account through = ((Entry.Open) entry).account();
    letEnrol(ctx, person, through, vouched(ctx));
  }

  /** Returns whom the link is for; throws what is told where it opens nothing for this browser. */
  private PersonId check(Context ctx, Entry entry) {
    if (!(entry instanceof Entry.Open(var account))) {
      throw Pages.shut(entry);
    }
    PersonId person = personOf(account);
    Optional<Session> session = Gate.sessionIfAny(ctx);
    if (session.isPresent() && !personOf(session.get().account()).equals(person)) {
      throw new Turned(
          403,
          ErrorCode.FORBIDDEN,
          "This link is for "
              + views.name(person)
              + ", and you are signed in as "
              + views.name(session.get().account())
              + ".",
          "Each person enrols their own passkey: type /enroll yourself.");
    }
    return person;
  }

  private PersonId personOf(Account account) {
    return parts
        .roster()
        .get()
        .personOf(account)
        .orElseThrow(() ->
            new Turned(
                403,
                ErrorCode.ACCOUNT_UNKNOWN,
                account + " is not on the roster any more.",
                "Ask somebody to look at people.yaml."));
  }

  /** Returns the passkey that proved the browser's session. */
  private static Optional<String> vouched(Context ctx) {
    return Gate.sessionIfAny(ctx)
        .flatMap(s -> s.proof().byPasskey())
        .map(Proven.ByPasskey::passkey);
  }

  /** Lets somebody whose session an earlier passkey proves enrol another, without a link. */
  void another(Context ctx) {
    Session session = Gate.session(ctx);
    if (vouched(ctx).isEmpty()) {
      throw new Turned(
          403,
          ErrorCode.PASSKEY_NEEDED,
          "You came in by a link, which proves no passkey.",
          "Sign in by passkey first, or type /enroll in chat.");
    }
    letEnrol(ctx, personOf(session.account()), session.account(), vouched(ctx));
  }

  private void letEnrol(Context ctx, PersonId person, Account through, Optional<String> vouched) {
    String word =
        ceremonies.begin(new Ceremonies.Enrolment(person, through, vouched, Optional.empty()));
    Gate.setCookie(ctx, Gate.doorCookie(ctx), word, Ceremonies.LIFE);
    ctx.redirect("/enrolling", HttpStatus.SEE_OTHER);
  }

  private void page(Context ctx) {
    PersonId person = leave(ctx).person();
    Html.send(
        ctx,
        Html.enrolling(views.shell("Enrol a passkey", Gate.sessionIfAny(ctx)), views.name(person)));
  }

  private void begin(Context ctx) {
    Ceremonies.Enrolment leave = leave(ctx);
    var question =
        passkeys.askToEnrol(Gate.localPort(ctx), leave.person(), views.name(leave.person()));
    ceremonies.replace(word(ctx), leave.asking(Optional.of(question)));
    ctx.contentType("application/json").result(Passkeys.json(question));
  }

  private void finish(Context ctx) {
    Ceremonies.Enrolment asking = ceremonies.answer(word(ctx)).orElseThrow(EnrolmentPages::over);
    JsonNode body = body(ctx);
    PublicKey key =
        passkeys.enrolled(
            Gate.localPort(ctx),
            asking.question().orElseThrow(),
            body.path("credential").toString());
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    asked.of(
        asking.person(),
        new CredentialInput.Enrol(
            "pk-" + HexFormat.of().formatHex(id),
            key,
            body.path("label").asText(""),
            asking.through(),
            asking.vouched()));
    ceremonies.take(word(ctx));
    ctx.removeCookie(Gate.doorCookie(ctx), "/");
    ctx.json(Map.of("to", asking.vouched().isPresent() ? "/passkeys" : "/sign-in"));
  }

  private Ceremonies.Enrolment leave(Context ctx) {
    return ceremonies
        .look(word(ctx))
        .flatMap(c -> c instanceof Ceremonies.Enrolment e ? Optional.of(e) : Optional.empty())
        .orElseThrow(EnrolmentPages::over);
  }

  private static String word(Context ctx) {
    return Optional.ofNullable(ctx.cookie(Gate.doorCookie(ctx))).orElse("");
  }

  private JsonNode body(Context ctx) {
    try {
      return json.readTree(ctx.body());
    } catch (JsonProcessingException e) {
      throw new Turned(
          400,
          ErrorCode.ARGUMENT_INVALID,
          "The body is no JSON: " + e.getOriginalMessage() + ".",
          "Load the page again and try once more.");
    }
  }

  private static Turned over() {
    return new Turned(
        409,
        ErrorCode.SESSION_INVALID,
        "This enrolment is over: it works once, in the browser that opened the link, within five"
            + " minutes.",
        "Type /enroll in chat for a new link.");
  }
}
