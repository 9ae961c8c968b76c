package dev.twokey.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.action.Risk;
import dev.twokey.inventory.Argument;
import dev.twokey.inventory.ArgumentType;
import dev.twokey.inventory.Inventory;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommandParserTest {
  private static final CommandParser PARSER =
      new CommandParser(TestWorld.catalog(), TestWorld.INVENTORY, TestWorld.NAMES);

  @Test
  void arguments_are_recognised_by_place_and_type() {
    Parse.Parsed parsed = parsed("/restart worker-transcode prod queue stuck");
    assertThat(parsed.command().name()).isEqualTo("restart");
    assertThat(parsed.arguments())
        .containsOnly(
            Map.entry("workload", "worker-transcode"), Map.entry("reason", "queue stuck"));
    assertThat(parsed.environment())
        .contains(new EnvironmentChoice("prod", EnvironmentChoice.By.NAME));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/restart worker-transcode | {workload=worker-transcode} | staging",
        "restart worker-transcode | {workload=worker-transcode} | staging",
        "/RESTART Worker-Transcode PROD | {workload=worker-transcode} | prod",
        "/restart prod worker-transcode | {workload=worker-transcode} | prod",
        "/restart worker-transcode queue is stuck | {reason=queue is stuck,"
            + " workload=worker-transcode} | staging",
        "/restart worker-transcode 'queue  stuck' | {reason=queue  stuck,"
            + " workload=worker-transcode} | staging",
        "/restart worker-transcode reason=stuck | {reason=stuck, workload=worker-transcode} |"
            + " staging",
        "/restart worker-transcode reason=\"is stuck\" environment=prod | {reason=is stuck,"
            + " workload=worker-transcode} | prod",
        "/restart environment=prod workload=worker-transcode | {workload=worker-transcode} | prod",
        "/restart worker-transcode queue stuck environment=prod | {reason=queue stuck,"
            + " workload=worker-transcode} | prod",
        "/restart worker-transcode it isn't \"well\" | {reason=it isn't \"well\","
            + " workload=worker-transcode} | staging",
        "/restart worker-transcode cpu=95 for an hour | {reason=cpu=95 for an hour,"
            + " workload=worker-transcode} | staging",
        "/restart worker-transcode \"pod stuck\" | {reason=pod stuck, workload=worker-transcode} |"
            + " staging",
        "/diagnose rabbitmq | {service=rabbitmq} | staging",
        "/diagnose rabbitmq prod | {service=rabbitmq} | prod",
        "/gameday | {} | staging",
        "/gameday staging | {} | staging",
        "/gameday staging E | {drill=rabbitmq_down.outage} | staging",
        "/gameday e prod | {drill=rabbitmq_down.outage} | prod",
        "/gameday frozen | {drill=worker_stopped.frozen} | staging",
        "/gameday rabbitmq-down.outage | {drill=rabbitmq_down.outage} | staging",
        "/runbook rabbitmq-down | {runbook=rabbitmq_down} | staging",
        "/runbook rabbitmq_down prod | {runbook=rabbitmq_down} | prod",
        "/runbook rabbitmq-down prod audit afterwards | {list=audit afterwards,"
            + " runbook=rabbitmq_down} | prod",
        "/halt | {} | staging",
        "/halt all | {scope=all} | staging",
        "/halt environment prod sign-in fails | {reason=sign-in fails, scope=environment} | prod",
        "/halt prod | {} | prod",
        "/takeover transcode_jobs prod ana is away | {reason=ana is away, target=transcode_jobs} |"
            + " prod",
        "/incident open prod is slow | {do=open, text=prod is slow} | staging",
        "/incident open slow environment=prod | {do=open, text=slow} | prod",
        "/incident note pod crashed at 14:02 | {do=note, text=pod crashed at 14:02} | staging",
        "/incident open staging is slow environment=prod | {do=open, text=staging is slow} | prod",
        "/incident note a environment=prod  b | {do=note, text=a  b} | prod",
        "/incident close | {do=close} | staging"
      })
  void what_people_type_is_understood(String text, String arguments, String environment) {
    Parse.Parsed parsed = parsed(text);
    assertThat(parsed.arguments()).hasToString(arguments);
    assertThat(parsed.environment().orElseThrow().environment()).isEqualTo(environment);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/approve | {}",
        "/approve 7be2-41c0 | {plan=7be2-41c0}",
        "/approve 7BE241C0 | {plan=7be2-41c0}",
        "/deny not now, the broker is busy | {reason=not now, the broker is busy}",
        "/deny 7be2-41c0 not now | {plan=7be2-41c0, reason=not now}",
        "/deny reason=\"not now\" 7be2-41c0 | {plan=7be2-41c0, reason=not now}",
        "/export | {}",
        "/export inc-142 | {incident=inc-142}",
        "/help | {}",
        "/help /restart | {command=restart}",
        "/help Restart | {command=restart}"
      })
  void what_goes_nowhere_has_no_environment(String text, String arguments) {
    Parse.Parsed parsed = parsed(text);
    assertThat(parsed.arguments()).hasToString(arguments);
    assertThat(parsed.environment()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/rstart x | COMMAND_UNKNOWN | There is no command /rstart. Did you mean /restart?",
        "/frobnicate | COMMAND_UNKNOWN | There is no command /frobnicate. Try /help.",
        "/ | COMMAND_UNKNOWN | There is no command in it. Try /help.",
        "'' | COMMAND_UNKNOWN | There is no command in it. Try /help.",
        "/diagnose rabitmq | TARGET_UNKNOWN | 'rabitmq' is no service. Did you mean 'rabbitmq'?",
        "/restart worker prod | TARGET_UNKNOWN | 'worker' is no workload. Did you mean worker-dmca,"
            + " worker-transcode?",
        "/restart worker-transcode prdo | ENVIRONMENT_UNKNOWN | There is no environment 'prdo'. Did"
            + " you mean 'prod'? If it begins the reason, put that in quotes.",
        "/restart worker-transcode production is down | ENVIRONMENT_UNKNOWN | There is no"
            + " environment 'production'.",
        "/restart worker-transcode environment=qa | ENVIRONMENT_UNKNOWN | 'qa' is no environment."
            + " Known: prod, staging.",
        "/diagnose rabbitmq qa | ENVIRONMENT_UNKNOWN | 'qa' is no environment. Known: prod,"
            + " staging.",
        "/gameday qa E | ENVIRONMENT_UNKNOWN | 'qa' is no environment and no drill.",
        "/gameday stagin E | ENVIRONMENT_UNKNOWN | Did you mean 'staging'?",
        "/restart | ARGUMENT_MISSING | /restart needs 'workload'. Write /restart WORKLOAD"
            + " [ENVIRONMENT] [REASON]. Known: api, worker-dmca, worker-transcode.",
        "/restart prod | ARGUMENT_MISSING | Known: backend, worker-transcode.",
        "/deny | ARGUMENT_MISSING | /deny needs 'reason'.",
        "/restart worker-transcode reson=stuck | ARGUMENT_UNKNOWN | /restart has no argument"
            + " 'reson'. Did you mean reason=…?",
        "/diagnose rabbitmq prod now | ARGUMENT_UNKNOWN | 'now' is more than /diagnose takes. Write"
            + " /diagnose SERVICE [ENVIRONMENT].",
        "/restart worker-transcode workload=api | ARGUMENT_INVALID | 'workload' is given twice.",
        "/restart worker-transcode prod staging | ARGUMENT_INVALID | 'environment' is given twice.",
        "/restart worker-transcode prod environment=staging | ARGUMENT_INVALID | given twice",
        "/restart worker-transcode environment=prod staging | ARGUMENT_INVALID | given twice",
        "/restart workload=api workload=api | ARGUMENT_INVALID | 'workload' is given twice.",
        "/restart worker-transcode reason=\"\" | ARGUMENT_INVALID | is no reason",
        "/incident reopen | ARGUMENT_INVALID | 'reopen' is no choice. Did you mean 'open'?",
        "/approve soon | ARGUMENT_INVALID | 'soon' is no plan.",
        "/restart api prod | TARGET_UNKNOWN | 'api' is no workload of prod. It is one of staging:"
            + " name that environment if you mean it.",
        "/restart backend | TARGET_UNKNOWN | 'backend' is no workload of staging. It is one of"
            + " prod: name that environment if you mean it.",
        "/takeover catalogue prod ana is away | TARGET_UNKNOWN | 'catalogue' is no entry of prod."
      })
  void what_can_not_be_understood_is_refused_with_what_was_meant(
      String text, ErrorCode code, String says) {
    Problem why = refused(text, ParseContext.free());
    assertThat(why.line()).contains(says);
    assertThat(why.code()).isEqualTo(code);
  }

  @Test
  void a_reason_of_the_same_word_twice_is_not_given_twice() {
    assertThat(parsed("/restart worker-transcode api is slow").text("reason"))
        .contains("api is slow");
  }

  @Test
  void curly_quotes_and_hard_spaces_of_phones_are_understood() {
    assertThat(parsed("/restart\u00a0worker-transcode prod \u201cqueue stuck\u201d").text("reason"))
        .contains("queue stuck");
    assertThat(parsed("/restart worker-transcode reason=\u201cqueue stuck\u201d").text("reason"))
        .contains("queue stuck");
  }

  @Test
  void a_quote_that_is_not_closed_is_a_letter() {
    assertThat(parsed("/restart worker-transcode \"queue stuck").text("reason"))
        .contains("\"queue stuck");
  }

  @Test
  void line_breaks_of_a_note_stay() {
    assertThat(parsed("/incident note first\n second").text("text")).contains("first\n second");
  }

  @Test
  void a_text_over_the_limit_is_refused() {
    Problem why =
        refused("/incident note " + "x".repeat(CommandParser.TEXT_MAX), ParseContext.free());
    assertThat(why.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void each_type_is_read_to_its_value() {
    Command command =
        new Command(
            "set",
            "",
            List.of(
                Argument.required("after", ArgumentType.DURATION, ""),
                Argument.required("at", ArgumentType.TIME, ""),
                Argument.required("count", ArgumentType.NUMBER, ""),
                Argument.required("share", ArgumentType.NUMBER, ""),
                Argument.required("loud", ArgumentType.FLAG, "")),
            Map.of(),
            "help",
            Optional.empty(),
            Risk.READ,
            List.of(),
            false);
    CommandParser parser =
        new CommandParser(
            CommandCatalog.of(List.of(command)), TestWorld.INVENTORY, TestWorld.NAMES);
    assertThat(parser.parse("/set 5m 2026-06-01T12:00:00Z 12 0.5 yes", ParseContext.free()))
        .isInstanceOfSatisfying(
            Parse.Parsed.class,
            p ->
                assertThat(p.arguments())
                    .containsOnly(
                        Map.entry("after", Duration.ofMinutes(5)),
                        Map.entry("at", Instant.parse("2026-06-01T12:00:00Z")),
                        Map.entry("count", 12L),
                        Map.entry("share", 0.5),
                        Map.entry("loud", true)));
    for (String wrong :
        List.of(
            "/set soon",
            "/set 5m tomorrow",
            "/set 5m 2026-06-01T12:00:00Z many",
            "/set 5m 2026-06-01T12:00:00Z 1 1 maybe")) {
      assertThat(parser.parse(wrong, ParseContext.free()))
          .as(wrong)
          .isInstanceOfSatisfying(
              Parse.Refused.class,
              r -> assertThat(r.why().code()).isEqualTo(ErrorCode.ARGUMENT_INVALID));
    }
  }

  @Test
  void every_example_of_a_shipped_command_is_understood() {
    for (Command command : TestWorld.catalog().commands()) {
      for (String example : command.examples()) {
        Parse parse = PARSER.parse(example, ParseContext.free());
        assertThat(parse).as(example).isInstanceOf(Parse.Parsed.class);
        assertThat(((Parse.Parsed) parse).command()).isEqualTo(command);
      }
    }
  }

  @Test
  void no_text_is_a_bug() {
    Random random = new Random(42);
    String[] pieces = {
      "/restart",
      "/gameday",
      "/incident",
      "/deny",
      "/halt",
      "prod",
      "staging",
      "worker-transcode",
      "E",
      "open",
      "=",
      "environment=",
      "reason=",
      "\"",
      "'",
      "\u201c",
      "queue",
      "7be2-41c0",
      " ",
      "\n",
      "\u00a0",
      "x".repeat(200),
      "environment=prod",
      "/",
      "-",
      "\\",
      "${env:X}"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(pieces[random.nextInt(5)]);
      for (int n = random.nextInt(8); n > 0; n--) {
        text.append(random.nextInt(4) == 0 ? "" : " ")
            .append(pieces[random.nextInt(pieces.length)]);
      }
      Parse parse = PARSER.parse(text.toString(), ParseContext.free());
      if (parse instanceof Parse.Parsed parsed
          && parsed.environment().filter(e -> e.environment().equals("prod")).isPresent()) {
        assertThat(text.toString()).as("I11: prod is never guessed").contains("prod");
      }
    }
  }

  @Nested
  class I11_silence_is_staging {
    @Test
    void a_change_goes_to_staging() {
      assertThat(parsed("/restart worker-transcode").environment())
          .contains(new EnvironmentChoice("staging", EnvironmentChoice.By.SILENCE));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/restart worker-transcode",
          "/gameday E",
          "/release",
          "/restart worker-transcode stuck"
        })
    void a_change_in_a_conversation_about_another_environment_asks(String text) {
      Parse parse = PARSER.parse(text, ParseContext.bound("prod"));
      assertThat(parse)
          .isInstanceOfSatisfying(
              Parse.AskEnvironment.class,
              ask -> {
                assertThat(ask.candidates()).containsExactly("prod", "staging");
                assertThat(ask.why()).contains("prod");
              });
    }

    @Test
    void the_answer_is_taken() {
      ParseContext bound = ParseContext.bound("prod");
      assertThat(PARSER.parse("/restart worker-transcode", bound.chosen("prod")))
          .isInstanceOfSatisfying(
              Parse.Parsed.class,
              p ->
                  assertThat(p.environment())
                      .contains(new EnvironmentChoice("prod", EnvironmentChoice.By.NAME)));
    }

    @Test
    void a_named_environment_needs_no_question() {
      assertThat(
              parsed("/restart worker-transcode staging", ParseContext.bound("prod")).environment())
          .contains(new EnvironmentChoice("staging", EnvironmentChoice.By.NAME));
      assertThat(
              parsed("/restart worker-transcode prod", ParseContext.bound("staging")).environment())
          .contains(new EnvironmentChoice("prod", EnvironmentChoice.By.NAME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/diagnose rabbitmq", "/halt", "/incident note x", "/runbook"})
    void a_read_means_the_conversations_environment(String text) {
      assertThat(parsed(text, ParseContext.bound("prod")).environment())
          .contains(new EnvironmentChoice("prod", EnvironmentChoice.By.CONVERSATION));
    }

    @Test
    void a_change_in_a_conversation_about_staging_goes_there() {
      assertThat(parsed("/restart worker-transcode", ParseContext.bound("staging")).environment())
          .contains(new EnvironmentChoice("staging", EnvironmentChoice.By.CONVERSATION));
    }

    @Test
    void without_a_staging_it_asks_and_never_takes_prod() {
      Inventory onlyProd =
          TestWorld.inventory(
              Map.of("prod.yaml", "hosts: {h: {}}\nworkloads: {api: {runs_on: host, host: h}}"));
      CommandParser parser = new CommandParser(TestWorld.catalog(), onlyProd, Names.none());
      assertThat(parser.parse("/restart api", ParseContext.free()))
          .isInstanceOfSatisfying(
              Parse.AskEnvironment.class,
              ask -> assertThat(ask.candidates()).containsExactly("prod"));
    }

    @Test
    void I8_a_conversation_about_an_environment_that_is_gone_is_refused() {
      Problem why = refused("/diagnose rabbitmq", ParseContext.bound("qa"));
      assertThat(why.code()).isEqualTo(ErrorCode.ENVIRONMENT_UNKNOWN);
    }
  }

  private static Parse.Parsed parsed(String text) {
    return parsed(text, ParseContext.free());
  }

  private static Parse.Parsed parsed(String text, ParseContext context) {
    Parse parse = PARSER.parse(text, context);
    assertThat(parse).as(text).isInstanceOf(Parse.Parsed.class);
    return (Parse.Parsed) parse;
  }

  private static Problem refused(String text, ParseContext context) {
    Parse parse = PARSER.parse(text, context);
    assertThat(parse).as(text).isInstanceOf(Parse.Refused.class);
    return ((Parse.Refused) parse).why();
  }
}
