package dev.twokey.action;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twokey.probe.TestCancellation;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Action} must do. A subclass gives an {@link ActionFixture} and nothing else;
 * none of these tests can be skipped, and each fails against an action that does nothing.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class ActionConformance {
  /** Long enough for a busy machine; a test that comes near it hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration SHORT = Duration.ofMillis(800);
  private static final String ANOTHER = "0000000000000000";

  private @Nullable ActionFixture opened;

  /** Opens the target. */
  protected abstract ActionFixture open() throws Exception;

  @BeforeEach
  void open_the_fixture() throws Exception {
    opened = open();
  }

  @AfterEach
  void close_the_fixture() throws Exception {
    if (opened != null) {
      opened.close();
    }
  }

  private ActionFixture fixture() {
    return requireNonNull(opened);
  }

  private Action action() {
    return fixture().action();
  }

  private Preview preview(ActionCall call) {
    return action().preview(call, new TestCancellation());
  }

  private Preview.Ready ready() {
    Preview preview = preview(fixture().call());
    assertThat(preview).isInstanceOf(Preview.Ready.class);
    Preview.Ready ready = (Preview.Ready) preview;
    assertThat(ready.targets()).isNotEmpty();
    assertThat(ready.fingerprint()).hasSizeGreaterThan(8);
    return ready;
  }

  private Outcome execute(ActionCall call, String fingerprint) {
    return action().execute(call, fingerprint, new TestCancellation());
  }

  private static Problem refused(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    Problem why = ((Outcome.Refused) outcome).why();
    assertThat(why.advice()).isNotBlank();
    return why;
  }

  private void nothingChanged() throws Exception {
    assertThat(fixture().changes()).isEmpty();
  }

  @Test
  void its_name_has_a_dot_and_it_says_what_it_does() {
    ActionKind kind = action().kind();
    assertThat(kind.name()).matches("[a-z]+(\\.[a-z_]+)+");
    assertThat(kind.says()).endsWith(".");
    assertThat(kind.leastRisk()).isGreaterThan(Risk.READ);
    assertThat(kind.arguments()).isNotEmpty();
    assertThat(kind.arguments()).allSatisfy(a -> assertThat(a.says()).isNotBlank());
    assertThat(fixture().call().action()).isEqualTo(kind.name());
  }

  @Test
  void a_preview_says_what_how_and_what_for() {
    Preview.Ready ready = ready();
    assertThat(ready.targets())
        .isNotEmpty()
        .allSatisfy(t -> assertThat(t.environment()).isEqualTo(fixture().call().environment()));
    assertThat(ready.how()).isNotBlank();
    assertThat(ready.byHand()).isNotBlank();
    assertThat(ready.difference()).isNotEmpty().noneMatch(String::isBlank);
    assertThat(ready.fingerprint()).isNotBlank();
  }

  @Test
  void a_preview_changes_nothing() throws Exception {
    ready();
    ready();
    nothingChanged();
  }

  @Test
  void two_previews_have_the_same_fingerprint() {
    assertThat(ready().fingerprint()).isEqualTo(ready().fingerprint());
  }

  @Test
  void a_new_process_or_number_does_not_change_the_fingerprint() throws Exception {
    String before = ready().fingerprint();
    fixture().stir();
    assertThat(ready().fingerprint()).isEqualTo(before);
  }

  @Test
  void another_definition_changes_the_fingerprint_and_is_refused() throws Exception {
    String before = ready().fingerprint();
    fixture().redefine();
    assertThat(ready().fingerprint()).isNotEqualTo(before);

    Problem why = refused(execute(fixture().call(), before));

    assertThat(why.code()).isEqualTo(ErrorCode.TARGET_CHANGED);
    nothingChanged();
  }

  @Test
  void a_wrong_fingerprint_is_refused_and_changes_nothing() throws Exception {
    assertThat(refused(execute(fixture().call(), ANOTHER)).code())
        .isEqualTo(ErrorCode.TARGET_CHANGED);
    nothingChanged();
  }

  @Test
  void it_is_done_exactly_once() throws Exception {
    Outcome outcome = execute(fixture().call(), ready().fingerprint());

    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    assertThat(((Outcome.Succeeded) outcome).evidence()).isNotBlank();
    assertThat(fixture().changes()).isEqualTo(fixture().expectedChanges()).isNotEmpty();
  }

  @Test
  void what_is_called_convergent_can_be_done_twice() {
    String fingerprint = ready().fingerprint();
    assertThat(execute(fixture().call(), fingerprint)).isInstanceOf(Outcome.Succeeded.class);
    if (action().kind().convergent()) {
      assertThat(execute(fixture().call(), ready().fingerprint()))
          .isInstanceOf(Outcome.Succeeded.class);
    }
  }

  @Test
  void a_change_that_is_not_answered_is_unknown_and_not_repeated() throws Exception {
    String fingerprint = ready().fingerprint();
    fixture().loseAnswers();

    Outcome outcome = execute(within(fixture().call(), SHORT), fingerprint);

    assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
    assertThat(((Outcome.Unknown) outcome).why().line()).isNotBlank();
    assertThat(fixture().changes()).hasSize(1);
  }

  @Test
  void a_cancel_in_the_middle_of_a_change_is_unknown() throws Exception {
    String fingerprint = ready().fingerprint();
    fixture().loseAnswers();
    TestCancellation cancellation = new TestCancellation();
    ActionCall call = within(fixture().call(), PATIENCE.multipliedBy(10));
    CompletableFuture<Outcome> outcome =
        CompletableFuture.supplyAsync(() -> action().execute(call, fingerprint, cancellation));
    await().atMost(PATIENCE).until(() -> fixture().changes().size() == 1);

    cancellation.cancel();

    assertThat(outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(Outcome.Unknown.class);
    assertThat(fixture().changes()).hasSize(1);
  }

  @Test
  void a_call_that_was_cancelled_before_changes_nothing() throws Exception {
    String fingerprint = ready().fingerprint();
    TestCancellation cancellation = new TestCancellation();
    cancellation.cancel();

    Outcome outcome = action().execute(fixture().call(), fingerprint, cancellation);

    assertThat(refused(outcome).code()).isEqualTo(ErrorCode.CANCELLED);
    nothingChanged();
  }

  @Test
  void a_refused_credential_is_a_refusal_and_can_still_be_previewed() throws Exception {
    String fingerprint = ready().fingerprint();
    fixture().refuseChanges();

    Problem why = refused(execute(fixture().call(), fingerprint));

    assertThat(why.code()).isEqualTo(ErrorCode.CREDENTIAL_REFUSED);
    nothingChanged();
    assertThat(ready().fingerprint()).isEqualTo(fingerprint);
  }

  @Test
  void a_system_that_is_not_there_is_told_and_nothing_is_thrown() throws Exception {
    Preview preview = preview(fixture().unreachable());
    assertThat(preview).isInstanceOf(Preview.Impossible.class);
    assertThat(((Preview.Impossible) preview).why().code()).isEqualTo(ErrorCode.SYSTEM_UNREACHABLE);
    assertThat(refused(execute(fixture().unreachable(), ANOTHER)).code())
        .isEqualTo(ErrorCode.SYSTEM_UNREACHABLE);
    nothingChanged();
  }

  @Test
  void a_wrong_argument_is_refused_and_changes_nothing() throws Exception {
    Map<String, Object> with = new TreeMap<>(fixture().call().with());
    with.put("no_such_argument", "x");
    ActionCall call =
        new ActionCall(fixture().call().action(), fixture().call().environment(), with, PATIENCE);

    Preview preview = preview(call);
    assertThat(preview).isInstanceOf(Preview.Impossible.class);
    assertThat(((Preview.Impossible) preview).why().code()).isEqualTo(ErrorCode.ARGUMENT_UNKNOWN);
    assertThat(refused(execute(call, ANOTHER)).code()).isEqualTo(ErrorCode.ARGUMENT_UNKNOWN);
    nothingChanged();
  }

  @Test
  void an_unknown_environment_is_refused_and_changes_nothing() throws Exception {
    ActionCall call =
        new ActionCall(fixture().call().action(), "nowhere", fixture().call().with(), PATIENCE);
    assertThat(refused(execute(call, ANOTHER)).code()).isEqualTo(ErrorCode.ENVIRONMENT_UNKNOWN);
    nothingChanged();
  }

  private static ActionCall within(ActionCall call, Duration timeout) {
    return new ActionCall(call.action(), call.environment(), call.with(), timeout);
  }
}
