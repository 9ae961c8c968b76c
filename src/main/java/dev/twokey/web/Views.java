package dev.twokey.web;

import dev.twokey.chat.Card.EnvironmentTag;
import dev.twokey.chat.Conversation;
import dev.twokey.people.Account;
import dev.twokey.people.Person;
import dev.twokey.people.PersonId;
import dev.twokey.web.Message.Content;
import dev.twokey.web.Sessions.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes what the templates show from what the console holds. */
final class Views {
  private static final int START_LINES = 12;
  private static final int TRIES = 4;

  private final ConsoleParts parts;
  private final Channels channels;
  private final String epoch;

  /**
   * Makes the views.
   *
   * @param epoch differs at each start, so that a page from before it gets everything anew
   */
  Views(ConsoleParts parts, Channels channels, String epoch) {
    this.parts = parts;
    this.channels = channels;
    this.epoch = epoch;
  }

  View.Shell shell(String title, Optional<Session> session) {
    return new View.Shell(title, parts.banner(), session.map(this::who));
  }

  View.Who who(Session session) {
    return new View.Who(name(session.account()), session.csrf());
  }

  String name(Account account) {
    return parts.roster().get().personOf(account).map(this::name).orElse(account.id());
  }

  String name(PersonId id) {
    return parts
        .roster()
        .get()
        .person(id, parts.clock().instant())
        .map(Person::name)
        .orElse(id.id());
  }

  View.Page page(String channel, Session session) {
    Sight sight = channels.sight(channel, session.account(), 0);
    session.sees(channel, sight.version());
    List<View.Link> links = links(channel, session);
    View.Link current = links.stream().filter(View.Link::current).findFirst().orElseThrow();
    Conversation here = new Conversation(WebConsole.NAME, channel, Optional.empty());
    return new View.Page(
        shell("#" + current.name(), Optional.of(session)),
        current,
        links,
        items(sight),
        notes(sight.notices()),
        mark(sight.version()),
        parts.completions().complete(session.account(), here, "").stream().limit(TRIES).toList(),
        parts.clock().instant());
  }

  /** Returns a version as pages carry it. */
  String mark(long version) {
    return epoch + "." + version;
  }

  /** Reads a version; 0, which asks for everything, when it is of another start or no version. */
  long version(String mark) {
    String prefix = epoch + ".";
    if (!mark.startsWith(prefix)) {
      return 0;
    }
    String digits = mark.substring(prefix.length());
    return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
  }

  /** Returns all channels: those of the list in its order, then those that came by themselves. */
  List<View.Link> links(String current, Session session) {
    Map<String, Long> newest = channels.newest();
    List<View.Link> links = new ArrayList<>();
    List<ChannelInfo> listed = parts.channels().get();
    for (ChannelInfo info : listed) {
      links.add(link(info, current, session, newest));
    }
    List<String> known = listed.stream().map(ChannelInfo::id).toList();
    newest.keySet().stream()
        .filter(id -> !known.contains(id))
        .sorted()
        .map(id -> new ChannelInfo(id, id, Optional.empty()))
        .forEach(info -> links.add(link(info, current, session, newest)));
    return links;
  }

  private static View.Link link(
      ChannelInfo info, String current, Session session, Map<String, Long> newest) {
    boolean here = info.id().equals(current);
    return new View.Link(
        info.id(),
        info.name(),
        info.environment().map(EnvironmentTag::name).orElse(""),
        info.environment().map(EnvironmentTag::color).orElse(""),
        here,
        !here && !session.hasSeen(info.id(), newest.getOrDefault(info.id(), 0L)));
  }

  List<View.Item> items(Sight sight) {
    return sight.threads().stream().map(this::item).toList();
  }

  View.Item item(Message.Threaded thread) {
    List<View.Item> replies = thread.replies().stream().map(m -> item(m, List.of())).toList();
    return item(thread.root(), replies);
  }

  private View.Item item(Message message, List<View.Item> replies) {
    return new View.Item(
        message.id(),
        message.where().channel(),
        message.where().thread().isPresent(),
        switch (message.content()) {
          case Content.OfCard(var card) -> new View.OfCard(card);
          case Content.OfFile(var name, var text) -> new View.OfFile(name, size(text), start(text));
        },
        message.posted(),
        message.edited(),
        replies);
  }

  List<View.Note> notes(List<Notice> notices) {
    return notices.stream()
        .map(n -> new View.Note(n.id(), n.at(), n.what(), n.advice(), n.trouble()))
        .toList();
  }

  private static String size(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return bytes < 1024 ? bytes + " B" : String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
  }

  private static String start(String text) {
    List<String> lines = text.lines().limit(START_LINES + 1L).toList();
    String start = lines.stream().limit(START_LINES).collect(Collectors.joining("\n"));
    return lines.size() > START_LINES ? start + "\n…" : start;
  }
}
