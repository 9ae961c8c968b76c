package dev.twokey.web;

import dev.twokey.chat.Button;
import dev.twokey.chat.Card;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the templates are given. Public because the generated templates live in another package. */
public final class View {
  private View() {}

  /**
   * What is around every page.
   *
   * @param banner shown above everything; may be empty
   * @param who is signed in
   */
  public record Shell(String title, String banner, Optional<Who> who) {}

  /**
   * Who looks.
   *
   * @param csrf the word that each POST must carry
   */
  public record Who(String name, String csrf) {}

  /**
   * A channel in the list.
   *
   * @param environment its name, or empty
   * @param color of the environment, or empty
   * @param current whether the page shows it
   * @param fresh whether it holds something that this browser has not shown
   */
  public record Link(
      String id, String name, String environment, String color, boolean current, boolean fresh) {}

  /**
   * A channel's page.
   *
   * @param since the version of what the page shows, for its stream
   * @param tries what a newcomer would try first
   * @param now of the server, since a reader's clock may be wrong
   */
  public record Page(
      Shell shell,
      Link channel,
      List<Link> channels,
      List<Item> items,
      List<Note> notes,
      String since,
      List<Completions.Suggestion> tries,
      Instant now) {}

  /** Something told to one person. */
  public record Note(String id, Instant at, String what, String advice, boolean trouble) {}

  /**
   * A message.
   *
   * @param reply whether it stands in a thread
   * @param replies under it, oldest first
   */
  public record Item(
      String id,
      String channel,
      boolean reply,
      Body body,
      Instant posted,
      Instant edited,
      List<Item> replies) {
    /** Returns the id of its element. */
    public String dom() {
      return "m-" + id;
    }

    /** Returns a short name for people, such as for the box that writes into its thread. */
    public String heading() {
      return switch (body) {
        case OfCard(Card card) -> card.title() + " · " + card.verdict();
        case OfFile(String name, _, _) -> name;
      };
    }
  }

  /**
   * A person's own passkeys and tokens.
   *
   * @param proven whether the session was proven by a passkey, so that it may add one
   */
  public record OwnKeys(List<OwnKey> keys, List<OwnToken> tokens, boolean proven) {}

  /**
   * A passkey.
   *
   * @param shown whether it proved this session
   */
  public record OwnKey(String id, String label, Instant enrolled, boolean shown) {}

  /** A token of the command line. */
  public record OwnToken(String id, String label, String scope, Instant until) {}

  /** What a message holds. */
  public sealed interface Body {}

  /** A card. */
  public record OfCard(Card card) implements Body {}

  /**
   * A file.
   *
   * @param size for people
   * @param start its first lines
   */
  public record OfFile(String name, String size, String start) implements Body {}

  /**
   * A dialog to fill in.
   *
   * @param key the delivery key of this filling in
   * @param trouble why the last try had no effect; may be empty
   * @param given what was typed before a refusal, by input
   * @param wrong what is missing, by input
   */
  public record Ask(
      String channel,
      String message,
      String button,
      Button.Style style,
      Button.Dialog dialog,
      String key,
      String trouble,
      Map<String, String> given,
      Map<String, String> wrong) {}
}
