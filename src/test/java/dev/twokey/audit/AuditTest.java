package dev.twokey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.approval.Review;
import dev.twokey.approval.Rule;
import dev.twokey.audit.Finding.Kind;
import dev.twokey.audit.Forger.Fact;
import dev.twokey.journal.Event;
import dev.twokey.operation.Authority;
import dev.twokey.operation.OperationEvent.ApprovalAsked;
import dev.twokey.operation.OperationEvent.Authorised;
import dev.twokey.operation.OperationEvent.ConfirmationAsked;
import dev.twokey.operation.OperationEvent.GlassBroken;
import dev.twokey.operation.OperationEvent.Judged;
import dev.twokey.operation.OperationEvent.Planned;
import dev.twokey.operation.OperationEvent.Requested;
import dev.twokey.operation.OperationEvent.Reviewed;
import dev.twokey.operation.OperationEvent.StepBegan;
import dev.twokey.operation.RecordedStories;
import dev.twokey.people.PersonId;
import dev.twokey.plan.PlanHash;
import dev.twokey.trust.Acceptance;
import dev.twokey.trust.Root;
import dev.twokey.trust.TrustEvent;
import dev.twokey.trust.TrustEvent.ConfigAccepted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * I2 from the record alone: each way to make the record say that a change was allowed is found,
 * though the whole chain was made anew.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AuditTest {
  private static final PersonId ANA = new PersonId("ana");
  private static final PersonId BEN = new PersonId("ben");
  private static final PersonId CHI = new PersonId("chi");
  private static final PersonId EVE = new PersonId("eve");

  private static Forger signed() {
    return Forger.of(new RecordedStories().signed());
  }

  private static Forger confirmed() {
    return Forger.of(new RecordedStories().confirmed());
  }

  private static Forger glass() {
    return Forger.of(new RecordedStories().brokenGlass());
  }

  private static void finds(Forger forged, Kind kind, String... says) {
    Report report = forged.audit();
    assertThat(report.chain().isWhole()).isTrue();
    assertThat(report.isWhole()).isFalse();
    assertThat(report.defects()).extracting(Finding::kind).containsOnly(kind);
    assertThat(report.defects().toString()).contains(says);
    assertThat(report.proven()).noneMatch(p -> p.startsWith("two keys: 1 of 1"));
  }

  private static UnaryOperator<Fact> review(UnaryOperator<Review> change) {
    return fact -> fact.with(new Reviewed(change.apply(((Reviewed) fact.event()).review())));
  }

  private static Review by(PersonId person, Review r) {
    return new Review(
        person, r.through(), r.approves(), r.planHash(), r.reason(), r.at(), r.passkey());
  }

  @Test
  void whole_stories_are_proven_with_all_their_keys() {
    RecordedStories stories =
        new RecordedStories().signed().denied().confirmed().brokenGlass().drill();
    Report report = Forger.of(stories).audit();

    assertThat(report.defects()).isEmpty();
    assertThat(report.warnings()).isEmpty();
    assertThat(report.isWhole()).isTrue();
    assertThat(report.unreadable()).isZero();
    assertThat(report.proven())
        .contains(
            "two keys: 4 of 4 operations that began a change had exactly one authority that the"
                + " record supports: 1 by broken glass, 1 confirmed, 1 signed by others, 1 that no"
                + " rule asked a key for");
    assertThat(report.unproven()).isEmpty();
  }

  // ---- signatures

  @Test
  void the_second_signature_of_one_person() {
    finds(
        signed().each(Reviewed.class, f -> review(r -> by(BEN, r)).apply(f).by("ben")),
        Kind.UNSUPPORTED,
        "there are 1 that count, of ben",
        "names chi, of whom there is no signature");
  }

  @Test
  void the_signature_of_who_asked() {
    finds(
        signed()
            .each(Reviewed.class, f -> chi(f) ? review(r -> by(ANA, r)).apply(f).by("ana") : f)
            .each(
                Authorised.class,
                f -> authority(f, a -> new Authority.Approved(List.of(BEN, ANA), a.at()))),
        Kind.UNSUPPORTED,
        "is that of who asked for it");
  }

  private static boolean chi(Fact fact) {
    return ((Reviewed) fact.event()).review().by().equals(CHI);
  }

  private static Fact authority(Fact fact, UnaryOperator<Authority.Approved> change) {
    Authorised given = (Authorised) fact.event();
    return fact.with(
        new Authorised(
            change.apply((Authority.Approved) given.authority()),
            given.startBy(),
            given.evidence()));
  }

  private static Fact instead(Fact fact, Authority authority) {
    Authorised given = (Authorised) fact.event();
    return fact.with(new Authorised(authority, given.startBy(), given.evidence()));
  }

  @Test
  void a_signature_that_somebody_else_sent() {
    finds(
        signed().each(Reviewed.class, f -> chi(f) ? f.by("eve") : f),
        Kind.UNSUPPORTED,
        "the signature of chi at #",
        "was sent by eve");
  }

  @Test
  void a_signature_of_somebody_without_the_role() {
    finds(
        signed()
            .each(Reviewed.class, f -> chi(f) ? review(r -> by(EVE, r)).apply(f).by("eve") : f)
            .each(
                Authorised.class,
                f -> authority(f, a -> new Authority.Approved(List.of(BEN, EVE), a.at()))),
        Kind.UNSUPPORTED,
        "by the roster in force the roles of ben, eve lack 1");
  }

  @Test
  void a_signer_who_lost_the_role_before_the_first_step() {
    Forger forged = signed();
    Root root = new RecordedStories().root();
    SortedMap<String, String> facts = new TreeMap<>(root.facts());
    facts.remove("person/chi/role/approver");
    Fact step = forged.facts().get(forged.first(StepBegan.class));
    Fact narrowed =
        new Fact(
            dev.twokey.trust.Trust.STREAM,
            new TrustEvent.ConfigNarrowed(new Root(facts).canonical(), List.of()),
            "twokey",
            step.at());
    forged.facts().add(forged.first(StepBegan.class), narrowed);

    finds(forged, Kind.UNSUPPORTED, "the roles of ben, chi lack 1");
  }

  @Test
  void a_signature_under_another_plan() {
    String other = "0".repeat(64);
    finds(
        signed()
            .each(
                Reviewed.class,
                review(r ->
                    new Review(r.by(), r.through(), true, other, r.reason(), r.at(), r.passkey()))),
        Kind.UNSUPPORTED,
        "is under another plan");
  }

  @Test
  void a_signature_after_the_question_had_expired() {
    Forger late = signed();
    Duration span = Duration.ofMinutes(10);
    int from = late.first(Reviewed.class);
    for (int i = from; i < late.facts().size(); i++) {
      Fact f = late.facts().get(i);
      late.facts().set(i, f.at(f.at().plus(span)));
    }
    Report report = late.audit();
    assertThat(report.defects().toString()).contains("after the question had expired");
  }

  @Test
  void a_denial_that_was_passed_over() {
    Forger forged = signed();
    int at = forged.first(Reviewed.class);
    Fact ben = forged.facts().get(at);
    Review r = ((Reviewed) ben.event()).review();
    forged
        .facts()
        .add(
            at,
            new Fact(
                ben.stream(),
                new Reviewed(
                    new Review(
                        new PersonId("dee"), r.through(), false, r.planHash(), "no!", r.at())),
                "dee",
                ben.at()));

    finds(forged, Kind.UNSUPPORTED, "dee denied it at #");
  }

  @Test
  void fewer_people_asked_than_the_plan_wants() {
    finds(
        signed()
            .each(
                ApprovalAsked.class,
                f -> {
                  ApprovalAsked a = (ApprovalAsked) f.event();
                  Rule cheap = new Rule("approver", 1, a.rule().pending(), a.rule().startWithin());
                  return f.with(new ApprovalAsked(cheap, a.asked(), a.until()));
                }),
        Kind.UNSUPPORTED,
        "its rules ask for 2 signatures of the role approver, people were asked for 1 signature");
  }

  @Test
  void the_named_signers_without_their_signatures() {
    finds(signed().without(Reviewed.class), Kind.UNSUPPORTED, "there are 0 that count");
  }

  // ---- the authority

  @Test
  void a_step_before_the_authority() {
    Forger forged = signed();
    int step = forged.first(StepBegan.class);
    Fact moved = forged.facts().remove(step);
    int authority = forged.first(Authorised.class);
    forged.facts().add(authority, moved.at(forged.facts().get(authority).at()));

    finds(forged, Kind.AUTHORITY, "without an authority");
  }

  @Test
  void two_authorities() {
    Forger forged = signed();
    int at = forged.first(Authorised.class);
    forged.facts().add(at, forged.facts().get(at));

    finds(forged, Kind.AUTHORITY, "with 2 authorities");
  }

  @Test
  void an_authority_that_says_no_key_was_asked_for() {
    finds(
        signed().each(Authorised.class, f -> instead(f, new Authority.NotAsked())),
        Kind.UNSUPPORTED,
        "its rules ask for 2 signatures of the role approver");
    finds(
        confirmed().each(Authorised.class, f -> instead(f, new Authority.NotAsked())),
        Kind.UNSUPPORTED,
        "its rules ask for a confirmation");
  }

  @Test
  void a_confirmation_where_signatures_are_asked_for() {
    finds(
        signed().each(Authorised.class, f -> instead(f, new Authority.Confirmed(ANA)).by("ana")),
        Kind.UNSUPPORTED,
        "its rules ask for 2 signatures");
  }

  @Test
  void judgements_that_were_taken_out_do_not_make_the_plan_ask_for_less() {
    finds(
        signed()
            .without(Judged.class)
            .without(Reviewed.class)
            .each(Authorised.class, f -> instead(f, new Authority.NotAsked())),
        Kind.UNSUPPORTED,
        "its rules ask for 2 signatures");
  }

  @Test
  void a_confirmation_of_somebody_else_or_that_nobody_asked_for() {
    finds(
        confirmed().each(Authorised.class, f -> f.by("eve")),
        Kind.UNSUPPORTED,
        "the confirmation of ana was sent by eve");
    finds(
        confirmed().each(Authorised.class, f -> instead(f, new Authority.Confirmed(EVE)).by("eve")),
        Kind.UNSUPPORTED,
        "eve confirmed it, who did not ask for it");
    finds(
        confirmed().without(ConfirmationAsked.class),
        Kind.UNSUPPORTED,
        "no confirmation was asked for");
  }

  @Test
  void a_start_after_the_authority_had_run_out() {
    Forger late = signed();
    int from = late.first(StepBegan.class);
    for (int i = from; i < late.facts().size(); i++) {
      Fact f = late.facts().get(i);
      late.facts().set(i, f.at(f.at().plus(Duration.ofMinutes(4))));
    }
    assertThat(late.audit().defects().toString()).contains("after it had run out");
    finds(
        signed()
            .each(
                Authorised.class,
                f -> {
                  Authorised a = (Authorised) f.event();
                  Instant far = a.startBy().plus(Duration.ofDays(1));
                  return f.with(new Authorised(a.authority(), far, a.evidence()));
                }),
        Kind.UNSUPPORTED,
        "later than the rule's 2 min allow");
  }

  @Test
  void a_request_in_somebody_elses_name() {
    finds(
        confirmed().each(Requested.class, f -> f.by("eve")),
        Kind.UNSUPPORTED,
        "asked for in the name of ana by eve");
  }

  @Test
  void a_step_that_was_begun_twice() {
    Forger forged = signed();
    int at = forged.first(StepBegan.class);
    forged.facts().add(at + 1, forged.facts().get(at));

    Report report = forged.audit();
    assertThat(report.defects()).extracting(Finding::kind).containsExactly(Kind.STEP_TWICE);
  }

  // ---- the plan

  @Test
  void a_changed_plan_text_is_found_by_its_hash_and_with_a_new_hash_by_the_signatures() {
    Report report = signed().each(Planned.class, f -> f.with(edited(f, p -> p.hash()))).audit();
    assertThat(report.defects().getFirst().kind()).isEqualTo(Kind.PLAN_CHANGED);
    assertThat(report.defects().getFirst().what()).contains("recorded was");
    finds(
        signed().each(Planned.class, f -> f.with(edited(f, p -> PlanHash.of(changed(p)).hex()))),
        Kind.UNSUPPORTED,
        "is under another plan");
  }

  private static String changed(Planned p) {
    String text = p.plan().replace("\"web\"", "\"mail\"");
    assertThat(text).isNotEqualTo(p.plan());
    return text;
  }

  private static Event edited(Fact fact, java.util.function.Function<Planned, String> hash) {
    Planned p = (Planned) fact.event();
    return new Planned(changed(p), hash.apply(p), p.evidence(), p.earlier());
  }

  // ---- broken glass

  @Test
  void broken_glass_before_its_delay_or_without_one() {
    finds(
        glass()
            .each(
                GlassBroken.class,
                f -> {
                  GlassBroken g = (GlassBroken) f.event();
                  Instant later = g.startsAt().plus(Duration.ofMinutes(1));
                  return f.with(new GlassBroken(g.by(), g.reason(), later));
                }),
        Kind.UNSUPPORTED,
        "before the delay had passed");
    finds(
        glass()
            .each(
                GlassBroken.class,
                f -> {
                  GlassBroken g = (GlassBroken) f.event();
                  return f.with(new GlassBroken(g.by(), g.reason(), f.at()));
                }),
        Kind.UNSUPPORTED,
        "can't show that the policy's delay of 30 s passed");
    finds(glass().without(GlassBroken.class), Kind.UNSUPPORTED, "nobody broke the glass");
    finds(
        glass().each(GlassBroken.class, f -> f.by("eve")),
        Kind.UNSUPPORTED,
        "the glass was broken by eve, not by ana");
  }

  @Test
  void broken_glass_where_the_policy_in_force_has_none() {
    Forger forged = glass();
    SortedMap<String, String> facts = new TreeMap<>(new RecordedStories().root().facts());
    facts.keySet().removeIf(k -> k.startsWith("break_glass"));
    forged.each(
        ConfigAccepted.class,
        f ->
            f.with(
                new ConfigAccepted(
                    new Root(facts).canonical(), List.of(), new Acceptance.ByHost("root"))));

    finds(forged, Kind.UNSUPPORTED, "the policy in force has no break-glass");
  }

  @Test
  void an_undo_of_what_was_never_begun() {
    Forger forged = Forger.of(new RecordedStories().drill());
    forged.facts().removeIf(f -> f.event() instanceof StepBegan step && !step.cursor().lastly());

    finds(forged, Kind.AUTHORITY, "without having done it");
  }
}
