package dev.twokey.chat.slack;

import com.slack.api.bolt.App;
import dev.twokey.chat.ChatPlatform;
import dev.twokey.chat.GuardedIntake;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slack, connected: cards go out by the Web API, what people do comes in by Socket Mode. */
public final class SlackAdapter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlackAdapter.class);

  private final SlackApi api;
  private final SlackChat chat;
  private final App app;
  private final SocketLines lines;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile int others;

  /**
   * Makes it; nothing is connected before {@link #start}.
   *
   * @param others is told how many connections another Twokey has with the same app, 0 for none
   */
  public SlackAdapter(
      SlackSettings settings, GuardedIntake intake, InstantSource clock, IntConsumer others) {
    this.api = new SlackApi(settings);
    Dialogs dialogs = new Dialogs();
    Rooms rooms = new Rooms(api);
    SlackPeople people = new SlackPeople(api, clock);
    this.chat = new SlackChat(api, clock, dialogs, rooms);
    Taking taking = new Taking(intake, people, threads, settings.patience().journal());
    this.app = new SlackDoor(api, taking, people, dialogs, rooms, threads).app();
    this.lines = new SocketLines(api, app, threads, count -> tell(count, others));
  }

  private synchronized void tell(int count, IntConsumer told) {
    if (count != others) {
      others = count;
      if (count > 0) {
        LOG.error(
            "{} other connections of the same Slack app: another Twokey is running, and each press"
                + " reaches only one of the two",
            count);
      }
      told.accept(count);
    }
  }

  /** Returns the place where cards stand. */
  public ChatPlatform chat() {
    return chat;
  }

  /** Begins to take in what people do. Returns at once and goes on trying where Slack is away. */
  public void start() {
    lines.start();
  }

  /** Returns how many of the two lines are open. */
  public int openLines() {
    return lines.open();
  }

  @Override
  public void close() {
    lines.close();
    threads.shutdown();
    api.close();
  }
}
