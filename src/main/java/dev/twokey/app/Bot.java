package dev.twokey.app;

import dev.twokey.chatops.Board;
import dev.twokey.chatops.Deliveries;
import dev.twokey.chatops.Desk;
import dev.twokey.chatops.Families;
import dev.twokey.chatops.Outbox;
import dev.twokey.chatops.Rooms;
import dev.twokey.chatops.Setup;
import dev.twokey.connector.pager.PagerWebhook;
import dev.twokey.credential.Credentials;
import dev.twokey.credential.KeyRing;
import dev.twokey.engine.Answer;
import dev.twokey.engine.Caller;
import dev.twokey.engine.Loop;
import dev.twokey.inventory.Inventory;
import dev.twokey.journal.EventCodec;
import dev.twokey.journal.JournalStore;
import dev.twokey.journal.ReplicaId;
import dev.twokey.journal.sql.DeliveryFile;
import dev.twokey.journal.sql.SqliteJournal;
import dev.twokey.outside.World;
import dev.twokey.probe.Probe;
import dev.twokey.problem.Problem;
import dev.twokey.problem.Problems;
import dev.twokey.problem.Redactor;
import dev.twokey.trust.Trust;
import dev.twokey.web.EntryLinks;
import dev.twokey.web.Keys;
import dev.twokey.witness.Sink;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running bot: journal, loop, desk and outbox. Adapters are added by whoever starts it. */
final class Bot implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bot.class);
  private static final int ID_BYTES = 3;
  private static final Duration HISTORY = Duration.ofHours(24);

  private final InstantSource clock = InstantSource.system();
  private final SecureRandom random = new SecureRandom();
  private final SetupInForce setup;
  private final SystemRunner runner = new SystemRunner(clock);
  private final OwnMachine machine = new OwnMachine(runner, clock);
  private final Board board = new Board();
  private final Deliveries deliveries;
  private final Outbox outbox;
  private final JournalStore journal;
  private final KeyRing ring = new KeyRing();
  private final Locksmith locksmith;
  private final SigningKey key;
  private final Sealing sealing;
  private final Optional<Rollbacks> rollbacks;
  private final Loop loop;
  private final Reloading reloading;
  private final Desk desk;
  private final Thread thread;
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
  private volatile boolean closing;

  private Bot(
      Folders folders,
      Loaded loaded,
      Kinds kinds,
      Redactor redactor,
      SigningKey key,
      PagerWebhook pager,
      Optional<Sink> sink,
      Consumer<Inventory> connectors) {
    EventCodec codec = Families.codec(redactor);
    this.deliveries = DeliveryFile.open(folders.deliveries());
    this.outbox = new Outbox(runner, clock, deliveries);
    this.locksmith = new Locksmith(EntryLinks.forEnrolling(clock, random), random, outbox);
    this.journal = SqliteJournal.open(folders.journal(), codec, clock, random);
    Trust trust = Trust.after(journal.of(Trust.STREAM));
    this.key = key;
    this.rollbacks = sink.map(s -> new Rollbacks(journal, s, clock));
    this.sealing =
        new Sealing(journal, key, runner, clock, sink.map(s -> new Witnessing(s, runner, clock)));
    boolean demo = loaded.setup().demo();
    this.setup =
        new SetupInForce(
            loaded, trust.root(), demo ? connectors : connectors.andThen(machine::look));
    Showing showing = new Showing(setup, board, outbox, clock, ring, locksmith);
    ReplicaId self = new ReplicaId("local", clock.millis());
    Caller caller =
        new Caller(
            probes(kinds),
            kinds.actions(),
            runner,
            clock,
            redactor,
            new Outreach(board, setup, pager, locksmith, clock));
    // the file lock of the journal says that no other process runs: any other owner is gone
    this.loop =
        new Loop(
            journal,
            Families.of(
                () -> setup.get().known().with(machine.here()), () -> setup.get().checklists()),
            caller,
            runner,
            clock,
            self,
            _ -> false,
            this::freshId,
            sealing.after(setup.before(showing)));
    outbox.behind((name, where, audience) ->
        Rooms.hidden(setup.get().policy(), setup.get().inventory(), name, where, audience));
    this.reloading = new Reloading(folders, kinds, setup, loop, redactor, runner, clock);
    Exports exports =
        new Exports(folders.journal(), codec, () -> Optional.of(setup.get().runbooks()));
    this.desk =
        new Desk(
            loop,
            setup,
            board,
            redactor,
            clock,
            this::freshId,
            (incident, where) ->
                runner.start("export " + incident, () -> exports.attach(incident, where, outbox)),
            ring,
            locksmith);
    this.thread = Thread.ofPlatform().name("twokey-loop").unstarted(this::run);
  }

  private List<Probe> probes(Kinds kinds) {
    return Stream.concat(
            kinds.probes().stream(), Stream.of(new AudienceProbe(outbox::audience, clock)))
        .toList();
  }

  /** A bot that could be started, or the problems that prevented it. */
  record Opened(Optional<Bot> bot, Problems problems) {}

  static Opened open(Folders folders, boolean demo) {
    return open(folders, demo, Kinds::of);
  }

  /** Opens a bot with these kinds of probes and actions. */
  static Opened open(Folders folders, boolean demo, Function<World, Kinds> made) {
    Problems problems = new Problems();
    Inventory inventory = SetupLoader.inventory(folders, problems);
    Redactor redactor = ProcessRedactor.get();
    AtomicReference<Inventory> current = new AtomicReference<>(inventory);
    FileSecrets secrets = new FileSecrets(folders.base(), redactor);
    World world = new World(current::get, secrets, InstantSource.system());
    Kinds kinds = made.apply(world);
    PagerWebhook pager = new PagerWebhook(world);
    Optional<Loaded> loaded = new SetupLoader(folders, kinds, problems).load(inventory, demo);
    Optional<SigningKey> key = loaded.flatMap(_ -> SigningKey.of(folders.signingKey(), problems));
    return new Opened(
        loaded.flatMap(files ->
            key.map(k ->
                new Bot(
                    folders,
                    files,
                    kinds,
                    redactor,
                    k,
                    pager,
                    folders.witness().map(place -> place.sink(world)),
                    current::set))),
        problems);
  }

  /**
   * Folds what is open, takes in what the files say now, and begins to take commands. Returns when
   * that is done.
   */
  void start() throws InterruptedException {
    CompletionStage<Answer> looked =
        rollbacks
            .map(r -> r.look(loop))
            .orElseGet(() -> CompletableFuture.completedStage(Answer.none()));
    thread.start();
    try {
      ready.get(1, TimeUnit.MINUTES);
      looked.toCompletableFuture().get(1, TimeUnit.MINUTES);
      Rollbacks.voidWhatWaits(board, loop);
      reloading.start().toCompletableFuture().get(1, TimeUnit.MINUTES);
      sealing.start(loop);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the journal can't be folded: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the journal could not be folded in a minute", e);
    }
  }

  private void run() {
    try {
      loop.start(clock.instant().minus(HISTORY));
      ready.complete(true);
      while (!closing) {
        loop.awaitTurn();
      }
    } catch (InterruptedException e) {
      closing = true;
    } catch (RuntimeException e) {
      LOG.error("the loop has ended; nothing is taken in any more", e);
      ready.completeExceptionally(e);
    }
    journal.close();
  }

  /** Returns why nothing may be changed in this journal; empty if it may. */
  Optional<Problem> rolledBack() {
    return Rollbacks.open(board);
  }

  /** Returns what to print about the signing key; empty unless it was made just now. */
  List<String> keyNews() {
    return key.news();
  }

  Desk desk() {
    return desk;
  }

  Board board() {
    return board;
  }

  Outbox outbox() {
    return outbox;
  }

  Locksmith locksmith() {
    return locksmith;
  }

  /** Returns what the console needs of people's credentials. */
  Keys keys() {
    return new Keys(
        ring,
        locksmith.enrolments(),
        (person, input) ->
            loop.ask(Credentials.stream(person), input, person.id(), Optional.empty()));
  }

  Setup setup() {
    return setup.get();
  }

  InstantSource clock() {
    return clock;
  }

  SecureRandom random() {
    return random;
  }

  /** Ids begin with the time, so that those made together lie together in the journal's index. */
  private String freshId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Long.toString(clock.millis() / 1000, Character.MAX_RADIX)
        + HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    try {
      if (ready.getNow(false) && thread.isAlive()) {
        sealing.last();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closing = true;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    runner.close();
    deliveries.close();
  }
}
