package dev.twokey.app;

import dev.twokey.chat.Card.EnvironmentTag;
import dev.twokey.chatops.Suggestions;
import dev.twokey.inventory.Environment;
import dev.twokey.people.Account;
import dev.twokey.people.Person;
import dev.twokey.people.Proven;
import dev.twokey.web.ApiTokens;
import dev.twokey.web.ChannelInfo;
import dev.twokey.web.Completions;
import dev.twokey.web.ConsoleParts;
import dev.twokey.web.EntryLinks;
import dev.twokey.web.HttpHost;
import dev.twokey.web.WebConsole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A running bot with its web console. */
final class Served implements AutoCloseable {
  private static final int TOKEN_BYTES = 24;
  private static final String CONSOLE = "console";

  private final Bot bot;
  private final WebConsole console;
  private final HttpHost http;
  private final EntryLinks links;

  private Served(Bot bot, WebConsole console, HttpHost http, EntryLinks links) {
    this.bot = bot;
    this.console = console;
    this.http = http;
    this.links = links;
  }

  /**
   * Starts the console of a bot, writes the token of the command line and the address.
   *
   * @param cliPerson whose token it is
   */
  static Served start(Bot bot, Folders folders, int port, String cliPerson, String banner)
      throws IOException, InterruptedException {
    byte[] token = new byte[TOKEN_BYTES];
    bot.random().nextBytes(token);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    EntryLinks links = new EntryLinks(bot.clock(), bot.random());
    WebConsole console =
        new WebConsole(
            new ConsoleParts(
                bot.desk(),
                completions(bot),
                links,
                given -> bearer(bot, given, text, cliPerson),
                new Results(bot.board(), bot.outbox(), bot::setup),
                () -> bot.setup().roster(),
                () -> channels(bot),
                bot.clock(),
                banner,
                ProcessRedactor.get(),
                bot.keys()));
    bot.outbox().add(console);
    bot.start();
    HttpHost http = HttpHost.start(port, console::routes);
    bot.locksmith().consoleAt(http.address());
    write(folders.token(), text);
    write(folders.address(), "http://localhost:" + http.port());
    return new Served(bot, console, http, links);
  }

  String url() {
    return "http://localhost:" + http.port();
  }

  /** Returns the demo's link for a person; it may be used again for as long as the demo runs. */
  String link(Person person) {
    return url() + links.issue(new Account(CONSOLE, person.id().id()), EntryLinks.Use.AGAIN);
  }

  Bot bot() {
    return bot;
  }

  private static Completions completions(Bot bot) {
    Suggestions suggestions = new Suggestions(bot::setup, bot.board());
    return (by, where, text) ->
        suggestions.complete(where, text).stream()
            .map(s ->
                new Completions.Suggestion(
                    text.substring(0, s.from()) + s.insert(), s.label(), s.hint()))
            .toList();
  }

  private static List<ChannelInfo> channels(Bot bot) {
    List<ChannelInfo> channels = new ArrayList<>();
    for (Environment environment : bot.setup().inventory().environments().values()) {
      for (String channel : environment.channels()) {
        if (channel.startsWith(CONSOLE + ":")) {
          String id = channel.substring(CONSOLE.length() + 1);
          channels.add(
              new ChannelInfo(
                  id,
                  id,
                  Optional.of(new EnvironmentTag(environment.name(), environment.color()))));
        }
      }
    }
    channels.sort(
        java.util.Comparator.comparing((ChannelInfo c) -> !c.id().equals("staging"))
            .thenComparing(ChannelInfo::id));
    return channels;
  }

  /** The token of the state folder is one that may ask for changes; others are in the journal. */
  private static Optional<ApiTokens.Bearer> bearer(
      Bot bot, String given, String own, String cliPerson) {
    if (same(given, own)) {
      return Optional.of(
          new ApiTokens.Bearer(
              new Account(CONSOLE, cliPerson), new Proven.ByToken("state-folder", true)));
    }
    return bot.keys()
        .ring()
        .token(given, bot.clock().instant())
        .map(t -> new ApiTokens.Bearer(t.account(), t.proof()));
  }

  private static boolean same(String given, String token) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text, StandardOpenOption.WRITE);
  }

  @Override
  public void close() {
    console.close();
    http.close();
    bot.close();
  }
}
