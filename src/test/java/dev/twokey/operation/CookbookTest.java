package dev.twokey.operation;

import static dev.twokey.operation.Script.ANA;
import static dev.twokey.operation.Script.BEN;
import static dev.twokey.operation.Script.CHI;
import static dev.twokey.operation.Script.DEE;
import static dev.twokey.operation.Script.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.Risk;
import dev.twokey.people.PersonId;
import dev.twokey.plan.Draft;
import dev.twokey.problem.ErrorCode;
import dev.twokey.sim.Drafts;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whole policies of the manual: each sentence about what they come to is a test here. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CookbookTest {
  private static final Path PAGE = Path.of("src/site/markdown/cookbook.md");
  private static final Map<String, Class<?>> RECIPES =
      Map.of(
          "A small team", A_small_team.class,
          "Two teams", Two_teams.class,
          "A regulated house", A_regulated_house.class);

  private static String section(String title) {
    try {
      String page = Files.readString(PAGE);
      int from = page.indexOf("\n## " + title + "\n");
      int to = page.indexOf("\n## ", from + 1);
      return page.substring(from, to < 0 ? page.length() : to);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String file(String recipe, String name) {
    Matcher block =
        Pattern.compile("```yaml " + name + "\\n(.*?)```", Pattern.DOTALL).matcher(section(recipe));
    assertThat(block.find()).as("%s of %s", name, recipe).isTrue();
    return block.group(1);
  }

  private static Script under(String recipe) {
    Script script = new Script();
    script.team(file(recipe, "people"), file(recipe, "policy"));
    return script;
  }

  @Test
  void every_recipe_has_a_test_of_each_of_its_sentences() throws IOException {
    List<String> titles =
        Pattern.compile("(?m)^## (.*)$")
            .matcher(Files.readString(PAGE))
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(titles).containsExactlyInAnyOrderElementsOf(RECIPES.keySet());
    RECIPES.forEach((title, tests) -> {
      String claims = section(title).substring(section(title).indexOf("### What it comes to"));
      List<String> sentences =
          Pattern.compile("(?m)^- (.*)\\.$")
              .matcher(claims)
              .results()
              .map(m -> m.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"))
              .toList();
      assertThat(sentences).as(title).isNotEmpty();
      assertThat(
              Arrays.stream(tests.getDeclaredMethods())
                  .filter(m -> m.isAnnotationPresent(Test.class))
                  .map(Method::getName))
          .as(title)
          .containsExactlyInAnyOrderElementsOf(sentences);
    });
  }

  /** A restart, as if it destroyed something. */
  private static ScriptedOperation destroying(Script script, PersonId by) {
    Draft d = Drafts.change(script.known(), "prod", List.of("restart_web"), false);
    Draft destroys =
        new Draft(
            d.title(),
            d.environment(),
            Risk.DESTROY,
            d.steps(),
            d.lastly(),
            d.needs(),
            d.abortWhen(),
            d.blocks(),
            d.effects(),
            d.notes(),
            d.reason(),
            d.drill());
    return script.ask(by, destroys);
  }

  private static void backup(Script script, Duration age) {
    script.targets().backup(Map.of("status", 0L, "newest", script.time().now().minus(age)));
  }

  private static void typesPhrase(ScriptedOperation op, PersonId by) {
    op.refuses(ErrorCode.PHRASE_WRONG, op.confirmation(by, "yes"));
    op.takes(op.confirmation(by, phrase(op)));
  }

  private static String phrase(ScriptedOperation op) {
    return ((Phase.Confirming) op.state().phase()).phrase();
  }

  @Nested
  class A_small_team {
    private final Script script = under("A small team");

    @Test
    void a_restart_in_staging_needs_nobody_else() {
      script.ask(ANA, "staging", "restart_web").ended(Ending.SUCCEEDED);
    }

    @Test
    void a_restart_in_prod_needs_one_other_person() {
      ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
      op.refuses(ErrorCode.APPROVAL_OWN, op.approval(ANA));
      op.takes(op.approval(CHI)).ended(Ending.SUCCEEDED);
    }

    @Test
    void a_restart_in_prod_of_the_same_thing_again_has_to_wait_two_minutes() {
      ScriptedOperation op = script.ask(ANA, "prod", "restart_web");
      op.takes(op.approval(BEN)).ended(Ending.SUCCEEDED);
      script.ask(BEN, "prod", "restart_web").ended(Ending.REFUSED);
      script.pass(Duration.ofMinutes(2));
      script.ask(BEN, "prod", "restart_web").is(Phase.Approving.class);
    }

    @Test
    void with_nobody_awake_one_restart_a_week_runs_after_a_minute() {
      ScriptedOperation op = script.ask(ANA, "prod", "restart_web");
      op.takes(op.glass(ANA));
      script.pass(Duration.ofSeconds(59));
      op.is(Phase.Approving.class);
      script.pass(Duration.ofSeconds(1));
      op.ended(Ending.SUCCEEDED);
      ScriptedOperation again = script.ask(ANA, "prod", "restart_mail");
      again.refuses(ErrorCode.BREAK_GLASS_REFUSED, again.glass(ANA));
    }

    @Test
    void what_destroys_data_in_prod_needs_another_person_a_typed_phrase_and_a_backup_of_today() {
      destroying(script, ANA).ended(Ending.REFUSED, ErrorCode.BACKUP_STALE);
      backup(script, Duration.ofHours(25));
      destroying(script, ANA).ended(Ending.REFUSED, ErrorCode.BACKUP_STALE);
      backup(script, Duration.ofHours(23));
      ScriptedOperation op = destroying(script, ANA).is(Phase.Confirming.class);
      typesPhrase(op, ANA);
      op.is(Phase.Approving.class).takes(op.approval(BEN)).ended(Ending.SUCCEEDED);
    }

    @Test
    void a_drill_in_prod_waits_for_the_end_of_an_incident() {
      backup(script, Duration.ofHours(1));
      script.incident(BEN, "inc-1", "checkout is down");
      script.drill(ANA, "prod", "outage").ended(Ending.REFUSED, ErrorCode.INCIDENT_OPEN);
      script.closeIncident(BEN, "inc-1");
      script.drill(ANA, "prod", "outage").is(Phase.Confirming.class);
    }
  }

  @Nested
  class Two_teams {
    private final Script script = under("Two teams");

    @Test
    void a_restart_in_staging_wants_a_second_look_of_whoever_asks() {
      ScriptedOperation op = script.ask(ANA, "staging", "restart_web").is(Phase.Confirming.class);
      op.takes(op.confirmation(ANA, "")).ended(Ending.SUCCEEDED);
    }

    @Test
    void a_restart_in_prod_is_signed_by_the_application_team_and_by_nobody_else() {
      ScriptedOperation op = script.ask(CHI, "prod", "restart_web").is(Phase.Approving.class);
      op.refuses(ErrorCode.ROLE_MISSING, op.approval(DEE));
      op.refuses(ErrorCode.ROLE_MISSING, op.approval(ANA));
      op.takes(op.approval(EVE)).ended(Ending.SUCCEEDED);
    }

    @Test
    void what_destroys_data_in_prod_is_signed_by_two_owners_of_the_data() {
      backup(script, Duration.ofHours(1));
      ScriptedOperation op = destroying(script, ANA).is(Phase.Confirming.class);
      typesPhrase(op, ANA);
      op.refuses(ErrorCode.ROLE_MISSING, op.approval(BEN));
      op.takes(op.approval(CHI)).is(Phase.Approving.class);
      op.takes(op.approval(DEE)).ended(Ending.SUCCEEDED);
    }

    @Test
    void an_owner_of_the_data_who_asks_is_not_one_of_the_two() {
      backup(script, Duration.ofHours(1));
      ScriptedOperation op = destroying(script, CHI).is(Phase.Confirming.class);
      typesPhrase(op, CHI);
      op.refuses(ErrorCode.APPROVAL_OWN, op.approval(CHI));
      op.takes(op.approval(DEE)).is(Phase.Approving.class);
    }
  }

  @Nested
  class A_regulated_house {
    private final Script script = under("A regulated house");

    @Test
    void even_a_restart_in_staging_needs_another_person() {
      ScriptedOperation op = script.ask(ANA, "staging", "restart_web").is(Phase.Approving.class);
      op.takes(op.approval(BEN)).ended(Ending.SUCCEEDED);
    }

    @Test
    void a_restart_in_prod_needs_two_other_people_and_one_of_them_by_passkey() {
      ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
      op.takes(op.approval(BEN)).is(Phase.Approving.class);
      op.takes(op.approval(CHI, script.passkey(CHI))).ended(Ending.SUCCEEDED);
    }

    @Test
    void two_signatures_from_a_chat_do_not_start_it() {
      ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
      op.takes(op.approval(BEN)).takes(op.approval(CHI)).is(Phase.Approving.class);
      assertThat(script.targets().changes()).isEmpty();
      op.takes(op.approval(DEE, script.passkey(DEE))).ended(Ending.SUCCEEDED);
    }

    @Test
    void a_responder_alone_breaks_no_glass() {
      ScriptedOperation op = script.ask(ANA, "prod", "restart_web").is(Phase.Approving.class);
      op.refuses(ErrorCode.BREAK_GLASS_REFUSED, op.glass(ANA, script.passkey(ANA)));
    }

    @Test
    void an_approver_breaks_the_glass_and_everybody_has_five_minutes_to_stop_it() {
      ScriptedOperation op = script.ask(BEN, "prod", "restart_web").is(Phase.Approving.class);
      op.takes(op.glass(BEN, script.passkey(BEN)));
      script.pass(Duration.ofMinutes(4));
      op.is(Phase.Approving.class);
      op.takes(op.abort(EVE)).ended(Ending.ABORTED);
    }
  }
}
