package dev.twokey.app;

import dev.twokey.engine.Answer;
import dev.twokey.engine.Input;
import dev.twokey.engine.Loop;
import dev.twokey.engine.Runner;
import dev.twokey.inventory.Inventory;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Finding;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Problems;
import dev.twokey.problem.Redactor;
import dev.twokey.trust.Trust;
import dev.twokey.trust.TrustInput;
import dev.twokey.witness.Rollback;
import dev.twokey.witness.RollbackInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes changed files in while the bot runs: runbooks and commands at once, what power rests on
 * through {@link Trust}. A broken file changes nothing, and is told of.
 */
final class Reloading {
  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
  private static final String SELF = "twokey";
  private static final int PROBLEMS_MAX = 50;

  private final Folders folders;
  private final Kinds kinds;
  private final SetupInForce setup;
  private final Loop loop;
  private final Redactor redactor;
  private final FilesWatch watch;

  Reloading(
      Folders folders,
      Kinds kinds,
      SetupInForce setup,
      Loop loop,
      Redactor redactor,
      Runner runner,
      InstantSource clock) {
    this.folders = folders;
    this.kinds = kinds;
    this.setup = setup;
    this.loop = loop;
    this.redactor = redactor;
    this.watch = new FilesWatch(folders, runner, clock, this::hear, this::reload);
  }

  /** Hands over the files that the bot was started with, and watches them from then on. */
  CompletionStage<Answer> start() {
    watch.start();
    return loaded();
  }

  private CompletionStage<Answer> loaded() {
    Loaded files = setup.loaded();
    return ask(new TrustInput.Loaded(files.files().root(), files.setup().demo()), SELF);
  }

  private CompletionStage<Answer> ask(Input input, String actor) {
    return loop.ask(Trust.STREAM, input, actor, Optional.empty());
  }

  private CompletionStage<Answer> reload() {
    Problems problems = new Problems();
    Inventory inventory = SetupLoader.inventory(folders, problems);
    boolean demo = setup.loaded().setup().demo();
    Optional<Loaded> next = new SetupLoader(folders, kinds, problems).load(inventory, demo);
    if (next.isPresent()) {
      setup.files(next.get());
      return loaded();
    }
    List<String> errors =
        problems.findings().stream()
            .filter(f -> f.severity() == Finding.Severity.ERROR)
            .limit(PROBLEMS_MAX)
            .map(f -> redactor.redact(f.toString()))
            .toList();
    return ask(new TrustInput.Broken(errors), SELF);
  }

  /** Does what somebody on the host left a wish for. */
  private void hear() {
    try {
      HostWish.take(folders, HostWish.CONFIG)
          .ifPresent(wish ->
              reload().thenCompose(_ -> accept(wish)).thenAccept(answer -> answer(wish, answer)));
      HostWish.take(folders, HostWish.ROLLBACK)
          .ifPresent(wish ->
              loop.ask(
                      Rollback.STREAM,
                      new RollbackInput.Accept(redactor.redact(wish.user())),
                      "host:" + redactor.redact(wish.user()),
                      Optional.empty())
                  .thenAccept(answer -> answer(wish, answer)));
    } catch (IOException e) {
      LOG.warn("the wish of the host can't be read: {}", e.toString());
    }
  }

  private CompletionStage<Answer> accept(HostWish wish) {
    return ask(
        new TrustInput.AcceptOnHost(
            setup.loaded().files().root(), wish.hash(), redactor.redact(wish.user())),
        "host:" + redactor.redact(wish.user()));
  }

  private void answer(HostWish wish, Answer answer) {
    Optional<Problem> why =
        answer.refusal().isPresent() || answer.recorded()
            ? answer.refusal()
            : Optional.of(
                new Problem(
                    ErrorCode.JOURNAL_UNWRITABLE,
                    "The journal can't be written.",
                    "Look at the bot's log."));
    try {
      wish.answer(folders, why.map(Problem::line).orElse(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
