package dev.twokey.chatops;

import dev.twokey.chat.Button;
import dev.twokey.chat.Button.Dialog;
import dev.twokey.chat.Button.Input;
import dev.twokey.chat.Button.Style;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Turns presses into the opaque ids of buttons and back. An id is at most {@link #ID_MAX}
 * characters long, those of an operation at most 100 where its id has at most 50. Ids are no
 * secrets and give no right: a forged one is judged like an honest one.
 */
public final class Buttons {
  /** How long an id may be, in characters. */
  public static final int ID_MAX = 200;

  /** The input of a dialog that holds a reason. */
  public static final String REASON = "reason";

  /** The input of a dialog that holds a typed phrase. */
  public static final String PHRASE = "phrase";

  /** The input of a dialog that holds a plan's typed code. */
  public static final String CODE = "code";

  private static final char GAP = '/';
  private static final int HASH_LENGTH = 43;

  private Buttons() {}

  /** Returns the id of the button that means it. */
  public static String encode(Press press) {
    return switch (press) {
      case Press.Approve(var operation, var hash) -> "a/" + operation + GAP + pack(hash);
      case Press.Deny(var operation, var hash) -> "d/" + operation + GAP + pack(hash);
      case Press.Confirm(var operation, var hash) -> "c/" + operation + GAP + pack(hash);
      case Press.BreakGlass(var operation, var hash) -> "g/" + operation + GAP + pack(hash);
      case Press.Withdraw(var operation) -> "w/" + operation;
      case Press.Abort(var operation) -> "x/" + operation;
      case Press.SettleDone(var operation) -> "y/" + operation;
      case Press.SettleNotDone(var operation) -> "n/" + operation;
      case Press.TakeOver(var operation) -> "t/" + operation;
      case Press.ShowPlan(var operation) -> "p/" + operation;
      case Press.Mitigate(var diagnosis, var action) -> "m/" + diagnosis + GAP + action;
      case Press.Steps(var diagnosis, var taskList) -> "s/" + diagnosis + GAP + taskList;
      case Press.Tick(var list, var task) -> "k/" + list + GAP + task;
      case Press.Reopen(var list, var task) -> "u/" + list + GAP + task;
      case Press.Skip(var list, var task) -> "j/" + list + GAP + task;
      case Press.DoTask(var list, var task) -> "o/" + list + GAP + task;
      case Press.Watch(var list) -> "v/" + list;
      case Press.CloseList(var list) -> "l/" + list;
      case Press.CheckAgain(var diagnosis) -> "q/" + diagnosis;
      case Press.ApproveTrust(var hash) -> "A/" + pack(hash);
      case Press.DenyTrust(var hash) -> "D/" + pack(hash);
      case Press.AskTrustAgain(var hash) -> "Q/" + pack(hash);
      case Press.ApproveGrant(var grant, var hash) -> "G/" + grant + GAP + pack(hash);
      case Press.DenyGrant(var grant, var hash) -> "H/" + grant + GAP + pack(hash);
      case Press.EndGrant(var grant) -> "E/" + grant;
      case Press.RunCommand(var text) -> "r/" + text;
    };
  }

  /** Returns what a button means; empty for an id that no button of ours has. */
  public static Optional<Press> decode(String id) {
    if (id.length() < 3 || id.length() > ID_MAX || id.charAt(1) != GAP) {
      return Optional.empty();
    }
    String rest = id.substring(2);
    return switch (id.charAt(0)) {
      case 'a' -> signed(rest).map(s -> new Press.Approve(s.operation, s.hash));
      case 'd' -> signed(rest).map(s -> new Press.Deny(s.operation, s.hash));
      case 'c' -> signed(rest).map(s -> new Press.Confirm(s.operation, s.hash));
      case 'g' -> signed(rest).map(s -> new Press.BreakGlass(s.operation, s.hash));
      case 'w' -> one(rest).map(Press.Withdraw::new);
      case 'x' -> one(rest).map(Press.Abort::new);
      case 'y' -> one(rest).map(Press.SettleDone::new);
      case 'n' -> one(rest).map(Press.SettleNotDone::new);
      case 't' -> one(rest).map(Press.TakeOver::new);
      case 'p' -> one(rest).map(Press.ShowPlan::new);
      case 'q' -> one(rest).map(Press.CheckAgain::new);
      case 'm' -> two(rest).map(p -> new Press.Mitigate(p.getFirst(), p.getLast()));
      case 's' -> two(rest).map(p -> new Press.Steps(p.getFirst(), p.getLast()));
      case 'k' -> task(rest).map(p -> new Press.Tick(p.getFirst(), p.getLast()));
      case 'u' -> task(rest).map(p -> new Press.Reopen(p.getFirst(), p.getLast()));
      case 'j' -> task(rest).map(p -> new Press.Skip(p.getFirst(), p.getLast()));
      case 'o' -> task(rest).map(p -> new Press.DoTask(p.getFirst(), p.getLast()));
      case 'v' -> one(rest).map(Press.Watch::new);
      case 'l' -> one(rest).map(Press.CloseList::new);
      case 'A' -> unpack(rest).map(Press.ApproveTrust::new);
      case 'D' -> unpack(rest).map(Press.DenyTrust::new);
      case 'Q' -> unpack(rest).map(Press.AskTrustAgain::new);
      case 'G' -> signed(rest).map(s -> new Press.ApproveGrant(s.operation, s.hash));
      case 'H' -> signed(rest).map(s -> new Press.DenyGrant(s.operation, s.hash));
      case 'E' -> one(rest).map(Press.EndGrant::new);
      case 'r' -> Optional.of(rest).filter(Press.RunCommand::fits).map(Press.RunCommand::new);
      default -> Optional.empty();
    };
  }

  /** Returns a button that needs no dialog. */
  static Button of(Press press, String label, Style style) {
    return Button.of(encode(press), label, style);
  }

  /** Returns a button that asks first. */
  static Button asking(
      Press press,
      String label,
      Style style,
      String title,
      String text,
      String confirm,
      Input... inputs) {
    return new Button(
        encode(press),
        label,
        style,
        Optional.of(new Dialog(title, text, List.of(inputs), confirm)));
  }

  /** Returns a button that types a command; empty if the command is too long for one. */
  static Optional<Button> typing(String command, String label, Style style) {
    return Optional.of(command)
        .filter(Press.RunCommand::fits)
        .map(text -> of(new Press.RunCommand(text), label, style));
  }

  /** Returns an input for a reason that must be given. */
  static Input reason(String label) {
    return new Input(REASON, label, "", true, List.of());
  }

  private record Signed(String operation, String hash) {}

  private static Optional<Signed> signed(String rest) {
    int gap = rest.indexOf(GAP);
    if (gap < 0 || !Press.Checks.isId(rest.substring(0, gap))) {
      return Optional.empty();
    }
    return unpack(rest.substring(gap + 1)).map(hash -> new Signed(rest.substring(0, gap), hash));
  }

  private static Optional<String> one(String rest) {
    return Optional.of(rest).filter(Press.Checks::isId);
  }

  private static Optional<List<String>> two(String rest) {
    return parts(rest).filter(p -> Press.Checks.isBlock(p.getLast()));
  }

  private static Optional<List<String>> task(String rest) {
    return parts(rest).filter(p -> Press.Checks.isTask(p.getLast()));
  }

  private static Optional<List<String>> parts(String rest) {
    List<String> parts = List.of(rest.split("/", -1));
    return Optional.of(parts)
        .filter(p -> p.size() == 2)
        .filter(p -> Press.Checks.isId(p.getFirst()));
  }

  private static String pack(String hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(hash));
  }

  private static Optional<String> unpack(String packed) {
    if (packed.length() != HASH_LENGTH) {
      return Optional.empty();
    }
    try {
      String hash = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(packed));
      return Optional.of(hash).filter(h -> pack(h).equals(packed));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not Base64: no button of ours
    }
  }
}
