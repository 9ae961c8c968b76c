package dev.twokey.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Inbound;
import dev.twokey.credential.CredentialEvent.CredentialRefused;
import dev.twokey.credential.CredentialInput;
import dev.twokey.credential.Passkey;
import dev.twokey.journal.SettableClock;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.web.EntryLinks.Use;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The doors for passkeys, and all that must not open them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PasskeyHttpTest {
  private static final PersonId BEN = new PersonId("ben");
  private static final Pattern WORD = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final SettableClock clock = new SettableClock();
  private @Nullable ConsoleFixture opened;

  @BeforeEach
  void start() throws IOException {
    opened = new ConsoleFixture(0, clock, "");
  }

  @AfterEach
  void stop() {
    fixture().close();
  }

  private ConsoleFixture fixture() {
    return requireNonNull(opened);
  }

  private SoftAuthenticator device(int number) {
    return new SoftAuthenticator(fixture().host.address(), number);
  }

  private Visitor visitor() {
    return new Visitor(fixture()).header("Accept", "application/json");
  }

  /** Keeps the cookies of an answer beside those that the visitor has. */
  private static HttpResponse<String> keep(Visitor visitor, HttpResponse<String> answer) {
    for (String set : answer.headers().allValues("Set-Cookie")) {
      String pair = set.replaceAll(";.*", "");
      String name = pair.substring(0, pair.indexOf('=') + 1);
      visitor.cookie =
          Stream.concat(
                  Stream.of(visitor.cookie.split("; ")).filter(c -> !c.isEmpty()), Stream.of(pair))
              .filter(c -> !c.startsWith(name) || c.equals(pair))
              .reduce((a, b) -> a + "; " + b)
              .orElse("");
    }
    return answer;
  }

  private String link(Account account) {
    return fixture().enrolments.issue(account, Use.ONCE);
  }

  private HttpResponse<String> enrol(Visitor visitor, String link, SoftAuthenticator device) {
    assertThat(keep(visitor, visitor.post(link, Map.of())).statusCode()).isEqualTo(303);
    return finishEnrolment(visitor, device);
  }

  private static HttpResponse<String> finishEnrolment(Visitor visitor, SoftAuthenticator device) {
    String question = visitor.postJson("/enrolling/begin", "{}").body();
    return visitor.postJson(
        "/enrolling/finish",
        "{\"label\":\"laptop\",\"credential\":" + device.create(question) + "}");
  }

  private static String beginSignIn(Visitor visitor) {
    return keep(visitor, visitor.postJson("/sign-in/begin", "{}")).body();
  }

  private static HttpResponse<String> signIn(Visitor visitor, SoftAuthenticator device) {
    String question = beginSignIn(visitor);
    return keep(visitor, visitor.postJson("/sign-in/finish", device.get(question)));
  }

  private SoftAuthenticator enrolled() {
    SoftAuthenticator device = device(1);
    assertThat(enrol(visitor(), link(TwoPeople.BEN), device).statusCode()).isEqualTo(200);
    return device;
  }

  private Passkey bens() {
    return fixture().keys.state(BEN).passkeys().values().iterator().next();
  }

  private static String word(Visitor visitor, String page) {
    Matcher found = WORD.matcher(visitor.get(page).body());
    return found.find() ? found.group(1) : "";
  }

  @Test
  void a_passkey_is_enrolled_by_a_link_and_lets_in_without_a_name() {
    SoftAuthenticator device = enrolled();
    assertThat(bens().label()).isEqualTo("laptop");
    assertThat(bens().key().transports()).containsExactly("internal");
    Visitor ben = visitor();
    HttpResponse<String> in = signIn(ben, device);
    assertThat(in.statusCode()).isEqualTo(200);
    assertThat(in.body()).contains("\"to\":\"/\"");
    ben.word = word(ben, "/passkeys");
    assertThat(
            ben.post("/channels/prod/commands", Map.of("text", "/help", "key", "k")).statusCode())
        .isEqualTo(200);
    assertThat(fixture().intake.received)
        .singleElement()
        .satisfies(received -> {
          assertThat(received.by()).isEqualTo(TwoPeople.BEN);
          assertThat(received.proof())
              .isEqualTo(new Proven.ByPasskey(bens().id(), clock.instant()));
        });
  }

  @Test
  void a_session_by_link_proves_no_passkey() {
    enrolled();
    Visitor ben = new Visitor(fixture()).enter(fixture().link(TwoPeople.BEN, Use.ONCE));
    ben.post("/channels/prod/commands", Map.of("text", "/help", "key", "k"));
    assertThat(fixture().intake.received)
        .extracting(Inbound::proof)
        .containsExactly(new Proven.ByChat());
    ben.word = word(ben, "/passkeys");
    HttpResponse<String> add = ben.post("/passkeys/add", Map.of());
    assertThat(add.statusCode()).isEqualTo(403);
    assertThat(add.body()).contains("came in by a link");
  }

  @Test
  void an_answer_works_once_and_only_in_the_browser_that_was_asked() {
    SoftAuthenticator device = enrolled();
    Visitor first = visitor();
    String answer = device.get(beginSignIn(first));
    Visitor other = visitor();
    beginSignIn(other);
    HttpResponse<String> stolen = other.postJson("/sign-in/finish", answer);
    assertThat(stolen.statusCode()).isEqualTo(401);
    assertThat(stolen.body()).contains("passkey-refused");
    assertThat(first.postJson("/sign-in/finish", answer).statusCode()).isEqualTo(200);
    HttpResponse<String> replayed = first.postJson("/sign-in/finish", answer);
    assertThat(replayed.statusCode()).isEqualTo(409);
    assertThat(replayed.body()).contains("This sign-in is over");
    assertThat(visitor().postJson("/sign-in/finish", answer).statusCode()).isEqualTo(409);
  }

  @Test
  void an_answer_after_five_minutes_is_too_late() {
    SoftAuthenticator device = enrolled();
    Visitor ben = visitor();
    String answer = device.get(beginSignIn(ben));
    clock.pass(Duration.ofMinutes(5).plusSeconds(1));
    assertThat(ben.postJson("/sign-in/finish", answer).statusCode()).isEqualTo(409);
  }

  @Test
  void an_answer_for_another_origin_is_refused() {
    SoftAuthenticator device = enrolled();
    device.origin = "http://localhost:1";
    assertThat(signIn(visitor(), device).statusCode()).isEqualTo(401);
    device.origin = "http://evil.example";
    assertThat(signIn(visitor(), device).statusCode()).isEqualTo(401);
    Visitor evil = visitor().header("Origin", "http://evil.example");
    assertThat(evil.postJson("/sign-in/begin", "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void a_passkey_that_did_not_verify_its_person_is_refused() {
    SoftAuthenticator device = enrolled();
    device.verified = false;
    assertThat(signIn(visitor(), device).statusCode()).isEqualTo(401);
    SoftAuthenticator careless = device(2);
    careless.verified = false;
    HttpResponse<String> answer = enrol(visitor(), link(TwoPeople.ANA), careless);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(fixture().keys.state(new PersonId("ana")).passkeys()).isEmpty();
  }

  @Test
  void a_count_that_goes_back_is_refused_and_recorded() {
    SoftAuthenticator device = enrolled();
    device.count = 7;
    assertThat(signIn(visitor(), device).statusCode()).isEqualTo(200);
    device.count = 7;
    HttpResponse<String> copied = signIn(visitor(), device);
    assertThat(copied.statusCode()).isEqualTo(409);
    assertThat(copied.body()).contains("counted back from 7 to 7", bens().id());
    assertThat(copied.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(fixture().keys.events().getLast()).isInstanceOf(CredentialRefused.class);
    device.count = 8;
    assertThat(signIn(visitor(), device).statusCode()).isEqualTo(200);
    assertThat(bens().key().signatures()).isEqualTo(8);
  }

  @Test
  void a_revoked_passkey_lets_nobody_in_and_ends_the_sessions_that_it_proved() {
    SoftAuthenticator device = enrolled();
    Visitor ben = visitor();
    signIn(ben, device);
    assertThat(ben.get("/channels/prod").statusCode()).isEqualTo(200);
    fixture()
        .keys
        .ask(BEN, new CredentialInput.Revoke(bens().id(), new PersonId("ana"), true, "stolen"));
    assertThat(ben.get("/channels/prod").statusCode()).isEqualTo(401);
    assertThat(signIn(visitor(), device).statusCode()).isEqualTo(401);
  }

  @Test
  void a_proven_session_lives_twelve_hours() {
    SoftAuthenticator device = enrolled();
    Visitor ben = visitor();
    signIn(ben, device);
    clock.pass(Duration.ofHours(12).minusSeconds(1));
    assertThat(ben.get("/channels/prod").statusCode()).isEqualTo(200);
    clock.pass(Duration.ofSeconds(1));
    assertThat(ben.get("/channels/prod").statusCode()).isEqualTo(401);
  }

  @Test
  void a_link_for_enrolling_works_once_within_five_minutes_and_looking_spends_nothing() {
    String link = link(TwoPeople.BEN);
    Visitor ben = new Visitor(fixture());
    assertThat(ben.get(link).body()).contains("I am Ben: go on");
    assertThat(ben.get(link).statusCode()).isEqualTo(200);
    assertThat(enrol(visitor(), link, device(1)).statusCode()).isEqualTo(200);
    assertThat(ben.post(link, Map.of()).body()).contains("used already");
    String late = link(TwoPeople.BEN);
    clock.pass(Duration.ofMinutes(5).plusSeconds(1));
    assertThat(ben.post(late, Map.of()).body()).contains("older than five minutes");
    assertThat(ben.get("/enrolling").statusCode()).isEqualTo(409);
  }

  @Test
  void an_enrolment_is_finished_once_and_may_be_tried_again_before() {
    Visitor ben = visitor();
    keep(ben, ben.post(link(TwoPeople.BEN), Map.of()));
    SoftAuthenticator wrong = new SoftAuthenticator("http://evil.example", 1);
    assertThat(finishEnrolment(ben, wrong).statusCode()).isEqualTo(401);
    String question = ben.postJson("/enrolling/begin", "{}").body();
    String body = "{\"label\":\"x\",\"credential\":" + device(2).create(question) + "}";
    assertThat(ben.postJson("/enrolling/finish", body).statusCode()).isEqualTo(200);
    assertThat(ben.postJson("/enrolling/finish", body).statusCode()).isEqualTo(409);
    assertThat(ben.postJson("/enrolling/begin", "{}").statusCode()).isEqualTo(409);
    assertThat(fixture().keys.state(BEN).passkeys()).hasSize(1);
  }

  @Test
  void a_link_of_another_person_opens_nothing_and_is_not_spent() {
    Visitor ana = new Visitor(fixture()).enter(fixture().link(TwoPeople.ANA, Use.ONCE));
    String link = link(TwoPeople.BEN);
    HttpResponse<String> answer = ana.post(link, Map.of());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("This link is for Ben, and you are signed in as Ana");
    assertThat(enrol(visitor(), link, device(1)).statusCode()).isEqualTo(200);
  }

  @Test
  void a_further_passkey_is_vouched_for_by_a_proven_session_alone() {
    SoftAuthenticator device = enrolled();
    assertThat(enrol(visitor(), link(TwoPeople.BEN), device(2)).statusCode()).isEqualTo(200);
    Visitor ben = visitor();
    signIn(ben, device);
    ben.word = word(ben, "/passkeys");
    keep(ben, ben.post("/passkeys/add", Map.of()));
    assertThat(finishEnrolment(ben, device(3)).body()).contains("/passkeys");
    assertThat(fixture().keys.state(BEN).passkeys().values())
        .extracting(Passkey::loud)
        .containsExactly(false, true, false);
    assertThat(fixture().keys.state(BEN).passkeys().values())
        .last()
        .extracting(Passkey::vouched)
        .isEqualTo(Optional.of(bens().id()));
  }

  @Test
  void own_passkeys_are_listed_renamed_and_revoked() {
    SoftAuthenticator device = enrolled();
    Visitor ben = visitor();
    signIn(ben, device);
    ben.word = word(ben, "/passkeys");
    String id = bens().id();
    assertThat(ben.get("/passkeys").body()).contains("laptop", id, "you are signed in with it");
    assertThat(ben.post("/passkeys/" + id + "/label", Map.of("label", "old laptop")).statusCode())
        .isEqualTo(303);
    assertThat(bens().label()).isEqualTo("old laptop");
    Visitor ana = new Visitor(fixture()).enter(fixture().link(TwoPeople.ANA, Use.ONCE));
    ana.word = word(ana, "/passkeys");
    assertThat(ana.post("/passkeys/" + id + "/revoke", Map.of()).statusCode()).isEqualTo(409);
    assertThat(ben.post("/passkeys/" + id + "/revoke", Map.of()).statusCode()).isEqualTo(303);
    assertThat(fixture().keys.state(BEN).passkeys()).isEmpty();
    assertThat(ben.get("/passkeys").statusCode()).isEqualTo(401);
  }

  @Test
  void an_address_in_digits_is_sent_to_the_name_that_passkeys_are_for() {
    int port = fixture().host.port();
    Visitor stranger = new Visitor("http://127.0.0.1:" + port);
    HttpResponse<String> answer = stranger.get("/sign-in");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location"))
        .contains("http://localhost:" + port + "/sign-in");
  }
}
