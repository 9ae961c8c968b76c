package dev.twokey.web;

import dev.twokey.chat.Audience;
import dev.twokey.chat.Card;
import dev.twokey.chat.ChatCapability;
import dev.twokey.chat.ChatPlatform;
import dev.twokey.chat.Conversation;
import dev.twokey.people.Account;
import dev.twokey.web.Message.Content;
import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The embedded chat. It keeps what its pages show in memory; the outbox posts it again after a
 * start, and ids of messages and threads are the same then, because they follow from the markers.
 */
public final class WebConsole implements ChatPlatform, AutoCloseable {
  /** Its name in accounts and conversations. */
  public static final String NAME = "console";

  private static final int FILE_MAX = 1 << 20;

  private final ConsoleParts parts;
  private final Channels channels = new Channels();
  private final Gate gate;
  private final Pages pages;
  private final SignInPages signIn;
  private final EnrolmentPages enrolment;
  private final OwnKeysPage ownKeys;
  private final Posts posts;
  private final Live live;
  private final Api api;
  private final SecureRandom random = new SecureRandom();

  /** Makes a console that shows nothing yet. */
  public WebConsole(ConsoleParts parts) {
    this(parts, Received.PATIENCE);
  }

  WebConsole(ConsoleParts parts, Duration patience) {
    this.parts = parts;
    Sessions sessions = new Sessions(parts.clock(), random, parts.keys().ring()::holds);
    Views views = new Views(parts, channels, Tokens.fresh(random).substring(0, 8));
    gate = new Gate(parts, sessions, views);
    pages = new Pages(parts, channels, sessions, views, gate);
    Ceremonies ceremonies = new Ceremonies(parts.clock(), random);
    Asked asked = new Asked(parts.keys().journal(), patience);
    Passkeys passkeys = new Passkeys(parts.keys().ring(), random);
    signIn = new SignInPages(parts, views, gate, ceremonies, passkeys, asked);
    enrolment = new EnrolmentPages(parts, views, ceremonies, passkeys, asked, random);
    ownKeys = new OwnKeysPage(parts, views, enrolment, asked);
    Received received = new Received(parts.intake(), patience);
    posts = new Posts(parts, channels, views, received, random);
    live = new Live(channels, sessions, views);
    api = new Api(parts, channels, received);
  }

  /** Registers its routes and files on the one server. */
  public void routes(JavalinConfig config) {
    config.staticFiles.enableWebjars();
    config.staticFiles.add(files -> {
      files.hostedPath = "/static";
      files.directory = "/static";
      files.location = Location.CLASSPATH;
    });
    gate.routes(config.routes);
    pages.routes(config.routes);
    signIn.routes(config.routes);
    enrolment.routes(config.routes);
    ownKeys.routes(config.routes);
    posts.routes(config.routes);
    live.routes(config.routes);
    api.routes(config.routes);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Who can open the console is on the roster. */
  @Override
  public Audience audience(Conversation where) {
    return Audience.OURS;
  }

  @Override
  public Set<ChatCapability> capabilities() {
    return EnumSet.allOf(ChatCapability.class);
  }

  @Override
  public Posted post(Conversation where, String marker, Card card) {
    return put(where, marker, new Content.OfCard(card));
  }

  @Override
  public Posted edit(MessageRef message, String marker, Card card) {
    return channels
        .replace(message, new Content.OfCard(card), parts.clock().instant())
        .map(WebConsole::done)
        .orElseGet(Posted.Gone::new);
  }

  @Override
  public Posted whisper(Conversation where, Account to, String text) {
    String id = Tokens.fresh(random).substring(0, 12);
    channels.tell(where.channel(), to, new Notice(id, parts.clock().instant(), text, "", false));
    return new Posted.Done(new MessageRef(where, id), where);
  }

  @Override
  public Posted attach(Conversation where, String marker, String fileName, String text) {
    return put(where, marker, new Content.OfFile(fileName, cut(text)));
  }

  /** Takes a message away, as somebody does on other platforms. */
  void remove(MessageRef message) {
    channels.remove(message);
  }

  /** Ends all streams; the pages say that the line is cut and try again. */
  @Override
  public void close() {
    channels.close();
  }

  private Posted put(Conversation where, String marker, Content content) {
    if (!ChannelInfo.isId(where.channel())) {
      throw new IllegalArgumentException(where + " can't be a channel of the console");
    }
    return done(channels.put(where, marker, content, parts.clock().instant()));
  }

  private static Posted done(Message message) {
    Conversation where = message.where();
    Conversation thread =
        where.thread().isPresent()
            ? where
            : new Conversation(NAME, where.channel(), Optional.of(message.id()));
    return new Posted.Done(new MessageRef(where, message.id()), thread);
  }

  private static String cut(String text) {
    return text.length() <= FILE_MAX
        ? text
        : text.substring(0, FILE_MAX) + "\n[cut here: " + text.length() + " characters in all]\n";
  }
}
