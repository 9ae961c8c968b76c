package dev.twokey.chatops;

import dev.twokey.chat.Inbound;
import dev.twokey.command.Command;
import dev.twokey.command.Handler;
import dev.twokey.people.Proven;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problem;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a personal token may type and press. It is no second key, and it makes no keys. */
final class TokenScope {
  private static final Set<Handler> READING =
      EnumSet.of(Handler.DIAGNOSE, Handler.HELP, Handler.EXPORT, Handler.RUNBOOK);
  private static final Set<Handler> KEYS =
      EnumSet.of(Handler.ENROLL, Handler.PASSKEY, Handler.TOKEN);
  private static final Set<String> SIGNING = Set.of("approve", "deny");

  private TokenScope() {}

  /** Returns why this can't be typed with what the sender showed; empty if it can. */
  static Optional<Problem> objection(Proven proof, Command command) {
    if (!(proof instanceof Proven.ByToken token)) {
      return Optional.empty();
    }
    Optional<Handler> handler = command.handler();
    if (SIGNING.contains(command.name())) {
      return refuse("A token is no second key: /" + command.name() + " can't be typed with one.");
    } else if (handler.filter(KEYS::contains).isPresent()) {
      return refuse("A token makes and takes back no keys.");
    } else if (!token.changes() && handler.filter(READING::contains).isEmpty()) {
      return refuse(
          "This token may only read: /diagnose, /help, /export and /runbook, not /"
              + command.name()
              + ".");
    }
    return Optional.empty();
  }

  /** Returns why this can't be pressed with what the sender showed; empty if it can. */
  static Optional<Problem> objection(Inbound.Click click) {
    if (!(click.proof() instanceof Proven.ByToken token)) {
      return Optional.empty();
    }
    return Buttons.decode(click.button())
        .flatMap(press ->
            switch (press) {
              case Press.Approve _,
                  Press.Deny _,
                  Press.BreakGlass _,
                  Press.ApproveTrust _,
                  Press.DenyTrust _,
                  Press.ApproveGrant _,
                  Press.DenyGrant _ ->
                  refuse("A token is no second key: '" + press.word() + "' is no press for one.");
              case Press.Confirm _,
                  Press.Withdraw _,
                  Press.Abort _,
                  Press.SettleDone _,
                  Press.SettleNotDone _,
                  Press.TakeOver _,
                  Press.Mitigate _,
                  Press.Tick _,
                  Press.Reopen _,
                  Press.Skip _,
                  Press.DoTask _,
                  Press.CloseList _,
                  Press.AskTrustAgain _,
                  Press.EndGrant _ ->
                  token.changes()
                      ? Optional.<Problem>empty()
                      : refuse("This token may only read, not press '" + press.word() + "'.");
              case Press.ShowPlan _,
                  Press.Steps _,
                  Press.Watch _,
                  Press.CheckAgain _,
                  Press.RunCommand _ ->
                  Optional.<Problem>empty(); // what they type is looked at as typed
            });
  }

  private static Optional<Problem> refuse(String what) {
    return Optional.of(
        new Problem(ErrorCode.FORBIDDEN, what, "Type it in the console or the chat."));
  }
}
