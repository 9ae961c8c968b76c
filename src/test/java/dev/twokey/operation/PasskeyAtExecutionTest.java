package dev.twokey.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.ActionCall;
import dev.twokey.action.Preview;
import dev.twokey.action.Risk;
import dev.twokey.approval.Review;
import dev.twokey.approval.Rule;
import dev.twokey.chat.Conversation;
import dev.twokey.credential.CredentialInput;
import dev.twokey.credential.Credentials;
import dev.twokey.credential.KeyJournal;
import dev.twokey.credential.PublicKey;
import dev.twokey.diagnosis.Wave;
import dev.twokey.engine.Context;
import dev.twokey.engine.Family;
import dev.twokey.guard.Judgement;
import dev.twokey.guard.Policy;
import dev.twokey.guard.Proof;
import dev.twokey.guard.RiskRules;
import dev.twokey.guard.Verdict;
import dev.twokey.inventory.Environment;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.Target;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.SettableClock;
import dev.twokey.journal.StreamId;
import dev.twokey.people.Account;
import dev.twokey.people.PersonId;
import dev.twokey.people.Proven;
import dev.twokey.people.RosterReader;
import dev.twokey.plan.Draft;
import dev.twokey.plan.Plan;
import dev.twokey.plan.PlanHash;
import dev.twokey.plan.PlanText;
import dev.twokey.plan.Step;
import dev.twokey.plan.Verification;
import dev.twokey.problem.Problems;
import dev.twokey.runbook.RunbookCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** I2: right before it starts, keys that were given by passkey are judged again. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PasskeyAtExecutionTest {
  private static final PersonId ANA = new PersonId("ana");
  private static final PersonId BEN = new PersonId("ben");
  private static final Account CONSOLE = new Account("console", "ben");
  private static final Rule RULE =
      new Rule("approver", 1, Duration.ofMinutes(15), Duration.ofMinutes(10));
  private static final String PEOPLE =
      """
      people:
        ana: {name: Ana, roles: [responder], accounts: [console]}
        ben: {name: Ben, roles: [approver], accounts: [console]}
      """;

  private static final Judgement ASKED_FOR =
      new Judgement("confirmation", new Verdict.NeedsConfirmation("", "say so again"));

  private final SettableClock clock = new SettableClock();
  private final KeyJournal keys = new KeyJournal(clock);
  private final Proven.ByPasskey bens = enrol(BEN);
  private final Proven.ByPasskey anas = enrol(ANA);

  private Proven.ByPasskey enrol(PersonId person) {
    String id = "pk-" + person;
    keys.ask(
        person,
        new CredentialInput.Enrol(
            id, new PublicKey(id, "h", "c", List.of(), 0), "x", CONSOLE, Optional.empty()));
    return new Proven.ByPasskey(id, clock.instant());
  }

  private static Plan plan(boolean approval) {
    Step.Act act =
        new Step.Act(
            "act",
            "restart web",
            new ActionCall("box.restart", "prod", Map.of(), Duration.ofSeconds(5)),
            new Verification.None());
    Draft draft =
        new Draft(
            "restart web",
            "prod",
            Risk.CHANGE,
            List.of(act),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            List.of("restart"),
            List.of(),
            "",
            Optional.empty());
    RiskRules rules =
        new RiskRules(
            "responder",
            !approval,
            Optional.empty(),
            approval ? Optional.of(RULE) : Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Proof.PASSKEY,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            false);
    Preview.Ready seen =
        new Preview.Ready(List.of(new Target("prod", "web")), "", List.of(), "f", "", "");
    return new Plan(draft, Map.of("act", seen), rules.canonical());
  }

  private Fold asked(Plan plan) {
    String text = PlanText.write(plan);
    Instant now = clock.instant();
    Wave nothing = new Wave(Map.of(), now, now);
    Conversation where = new Conversation("console", "prod", Optional.empty());
    return Fold.start("op-1", now)
        .with(
            new OperationEvent.Requested(
                new Request(
                    ANA, new Account("console", "ana"), where, "/restart web", plan.draft(), false),
                Optional.empty()),
            new OperationEvent.Planned(text, PlanHash.of(text).hex(), nothing),
            new OperationEvent.Judged(List.of(ASKED_FOR), false));
  }

  private Operation authorised(Plan plan, Optional<Proven.ByPasskey> signed, Authority authority) {
    Fold asked = asked(plan);
    Instant now = clock.instant();
    if (authority instanceof Authority.Approved) {
      asked =
          asked.with(
              new OperationEvent.ApprovalAsked(RULE, List.of(BEN), now.plusSeconds(60)),
              new OperationEvent.Reviewed(
                  new Review(BEN, CONSOLE, true, asked.state().hash().hex(), "", now, signed)));
    }
    return asked
        .with(
            new OperationEvent.Authorised(
                authority, now.plusSeconds(60), new Wave(Map.of(), now, now)))
        .state();
  }

  private List<String> denials(Operation operation) {
    return new Judging(operation, new Here())
        .judge(true).stream()
            .filter(j -> j.verdict() instanceof Verdict.Deny)
            .map(j -> j.guard())
            .toList();
  }

  private Authority approved() {
    return new Authority.Approved(List.of(BEN), clock.instant());
  }

  private void revoke(PersonId person) {
    keys.ask(person, new CredentialInput.Revoke("pk-" + person, person, false, ""));
  }

  @Test
  void a_signature_by_passkey_holds_and_one_from_a_chat_does_not() {
    Plan plan = plan(true);
    assertThat(denials(authorised(plan, Optional.of(bens), approved()))).isEmpty();
    assertThat(denials(authorised(plan, Optional.empty(), approved()))).containsExactly("approval");
  }

  @Test
  void a_signature_is_worth_nothing_when_its_passkey_was_revoked_since() {
    Operation operation = authorised(plan(true), Optional.of(bens), approved());
    revoke(BEN);
    assertThat(denials(operation)).containsExactly("approval");
  }

  @Test
  void a_confirmation_that_is_the_only_key_is_judged_again_too() {
    Authority byPasskey = new Authority.Confirmed(ANA, Optional.of(anas));
    Operation operation = authorised(plan(false), Optional.empty(), byPasskey);
    assertThat(denials(operation)).isEmpty();
    assertThat(denials(authorised(plan(false), Optional.empty(), new Authority.Confirmed(ANA))))
        .containsExactly("confirmation");
    revoke(ANA);
    assertThat(denials(operation)).containsExactly("confirmation");
  }

  @Test
  void broken_glass_wants_a_passkey_where_the_rule_does() {
    Instant now = clock.instant();
    Authority proven = new Authority.BrokenGlass(ANA, "it burns", now, Optional.of(anas));
    Operation operation = authorised(plan(true), Optional.empty(), proven);
    assertThat(denials(operation)).isEmpty();
    Authority chat = new Authority.BrokenGlass(ANA, "it burns", now);
    assertThat(denials(authorised(plan(true), Optional.empty(), chat))).containsExactly("approval");
    revoke(ANA);
    assertThat(denials(operation)).containsExactly("approval");
  }

  private final class Here implements Context<Known> {
    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public ReplicaId self() {
      return new ReplicaId("test", 1);
    }

    @Override
    public Known known() {
      Problems problems = new Problems();
      Environment prod = new Environment("prod", "red", true, 1, List.of(), Map.of(), Map.of());
      Inventory inventory = new Inventory(Map.of("prod", prod));
      return new Known(
          RosterReader.read("people.yaml", PEOPLE, problems),
          Policy.nothing(),
          inventory,
          RunbookCatalog.load(Map.of(), Map.of(), Map.of(), inventory, problems).orElseThrow());
    }

    @Override
    @SuppressWarnings("unchecked") // a stream's states are of its family's type
    public <S> S look(Family<S, ?, ?, ?> family, StreamId stream) {
      return family.name().equals(Credentials.FAMILY.name())
          ? (S) keys.state(new PersonId(stream.id()))
          : family.decider().initial(stream);
    }

    @Override
    public String freshId() {
      return "fresh";
    }
  }
}
