package dev.twokey.web;

import dev.twokey.people.Account;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Links by which people sign in, or enrol a passkey. Opening one shows a page with a button; only
 * the button spends it, because mail programs and chats open links on their own. Safe for threads.
 */
public final class EntryLinks {
  static final Duration LIFE = Duration.ofMinutes(5);
  private static final int KEPT_MAX = 1_000;

  /** How often a link may be used. */
  public enum Use {
    /** Once, within five minutes. */
    ONCE,
    /** As long as the process runs: for the demo, whose links stand in a terminal. */
    AGAIN
  }

  private record Link(Account account, Use use, Instant until, boolean spent) {}

  private final InstantSource clock;
  private final RandomGenerator random;
  private final String path;
  private final Map<String, Link> links = new LinkedHashMap<>();

  /** Makes an empty set; {@code random} must be unguessable. */
  public EntryLinks(InstantSource clock, RandomGenerator random) {
    this(clock, random, "/enter/");
  }

  private EntryLinks(InstantSource clock, RandomGenerator random, String path) {
    this.clock = clock;
    this.random = random;
    this.path = path;
  }

  /** Makes an empty set of links by which people enrol a passkey instead. */
  public static EntryLinks forEnrolling(InstantSource clock, RandomGenerator random) {
    return new EntryLinks(clock, random, "/enroll/");
  }

  /** Returns the path of a new link, such as {@code /enter/Yk3…}. */
  public synchronized String issue(Account account, Use use) {
    String token = Tokens.fresh(random);
    Instant until = use == Use.AGAIN ? Instant.MAX : clock.instant().plus(LIFE);
    links.put(Tokens.digest(token), new Link(account, use, until, false));
    forgetSome();
    return path + token;
  }

  /** Returns whom a link would let in, without spending it. */
  synchronized Entry look(String token) {
    Link link = links.get(Tokens.digest(token));
    if (link == null) {
      return new Entry.Unknown();
    }
    if (link.spent()) {
      return new Entry.Spent();
    }
    return clock.instant().isAfter(link.until())
        ? new Entry.Late()
        : new Entry.Open(link.account());
  }

  /** Spends a link; of two at the same moment one gets in. */
  synchronized Entry enter(String token) {
    Entry entry = look(token);
    Link link = links.get(Tokens.digest(token));
    if (entry instanceof Entry.Open && link != null && link.use() == Use.ONCE) {
      links.put(Tokens.digest(token), new Link(link.account(), link.use(), link.until(), true));
    }
    return entry;
  }

  private void forgetSome() {
    if (links.size() > KEPT_MAX) {
      links.entrySet().removeIf(e -> clock.instant().isAfter(e.getValue().until()));
    }
    var oldest = links.entrySet().iterator();
    for (int over = links.size() - KEPT_MAX; over > 0; over--) {
      oldest.next();
      oldest.remove();
    }
  }

  /** What a link is worth now. */
  sealed interface Entry {
    record Open(Account account) implements Entry {}

    record Spent() implements Entry {}

    record Late() implements Entry {}

    record Unknown() implements Entry {}
  }
}
