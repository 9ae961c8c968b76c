package dev.twokey.chatops;

import java.util.regex.Pattern;

/** What a button means. Who pressed it is taken from the verified envelope, never from here. */
public sealed interface Press {
  /** How long the text of a command behind a button may be, in characters. */
  int COMMAND_MAX = 190;

  /** Returns what the button says it does, for the record. */
  default String word() {
    return switch (this) {
      case Approve _ -> "approve";
      case Deny _ -> "deny";
      case Confirm _ -> "confirm";
      case Withdraw _ -> "withdraw";
      case Abort _ -> "stop";
      case BreakGlass _ -> "break-glass";
      case SettleDone _ -> "it was done";
      case SettleNotDone _ -> "it was not done";
      case TakeOver _ -> "take over";
      case ShowPlan _ -> "full plan";
      case Mitigate(_, var action) -> "mitigate " + action;
      case Steps(_, var taskList) -> "steps " + taskList;
      case Tick(_, var task) -> "done " + task;
      case Reopen(_, var task) -> "open again " + task;
      case Skip(_, var task) -> "leave out " + task;
      case DoTask(_, var task) -> "do " + task;
      case Watch _ -> "read again";
      case CloseList _ -> "close the list";
      case CheckAgain _ -> "check again";
      case ApproveTrust _, ApproveGrant _ -> "approve";
      case DenyTrust _, DenyGrant _ -> "deny";
      case AskTrustAgain _ -> "ask again";
      case EndGrant _ -> "end the role";
      case RunCommand(var text) -> text;
    };
  }

  /** Sign this plan. */
  record Approve(String operation, String hash) implements Press {
    public Approve {
      Checks.id(operation);
      Checks.hash(hash);
    }
  }

  /** Refuse to sign this plan, with a reason. */
  record Deny(String operation, String hash) implements Press {
    public Deny {
      Checks.id(operation);
      Checks.hash(hash);
    }
  }

  /** Say again that this plan is wanted; a dialog may ask for a phrase. */
  record Confirm(String operation, String hash) implements Press {
    public Confirm {
      Checks.id(operation);
      Checks.hash(hash);
    }
  }

  /** Take a request back. */
  record Withdraw(String operation) implements Press {
    public Withdraw {
      Checks.id(operation);
    }
  }

  /** Stop what runs, or what is about to run behind broken glass. */
  record Abort(String operation) implements Press {
    public Abort {
      Checks.id(operation);
    }
  }

  /** Run this plan with one key. */
  record BreakGlass(String operation, String hash) implements Press {
    public BreakGlass {
      Checks.id(operation);
      Checks.hash(hash);
    }
  }

  /** Say that a step of unknown outcome was done. */
  record SettleDone(String operation) implements Press {
    public SettleDone {
      Checks.id(operation);
    }
  }

  /** Say that a step of unknown outcome was not done. */
  record SettleNotDone(String operation) implements Press {
    public SettleNotDone {
      Checks.id(operation);
    }
  }

  /** Take the target over from an operation. */
  record TakeOver(String operation) implements Press {
    public TakeOver {
      Checks.id(operation);
    }
  }

  /** Show the whole plan. */
  record ShowPlan(String operation) implements Press {
    public ShowPlan {
      Checks.id(operation);
    }
  }

  /** Ask for an action that a diagnosis offers. */
  record Mitigate(String diagnosis, String action) implements Press {
    public Mitigate {
      Checks.id(diagnosis);
      Checks.block(action);
    }
  }

  /** Open a list of steps that a diagnosis offers. */
  record Steps(String diagnosis, String taskList) implements Press {
    public Steps {
      Checks.id(diagnosis);
      Checks.block(taskList);
    }
  }

  /** A task of a checklist is done. */
  record Tick(String checklist, String task) implements Press {
    public Tick {
      Checks.id(checklist);
      Checks.task(task);
    }
  }

  /** A task of a checklist is to be done again. */
  record Reopen(String checklist, String task) implements Press {
    public Reopen {
      Checks.id(checklist);
      Checks.task(task);
    }
  }

  /** Leave a task of a checklist out, with a reason. */
  record Skip(String checklist, String task) implements Press {
    public Skip {
      Checks.id(checklist);
      Checks.task(task);
    }
  }

  /** Ask for the action of a task, or open the list that it names. */
  record DoTask(String checklist, String task) implements Press {
    public DoTask {
      Checks.id(checklist);
      Checks.task(task);
    }
  }

  /** Read again for a checklist. */
  record Watch(String checklist) implements Press {
    public Watch {
      Checks.id(checklist);
    }
  }

  /** End a checklist, with a reason. */
  record CloseList(String checklist) implements Press {
    public CloseList {
      Checks.id(checklist);
    }
  }

  /** Ask the question of a diagnosis again. */
  record CheckAgain(String diagnosis) implements Press {
    public CheckAgain {
      Checks.id(diagnosis);
    }
  }

  /** Sign a change of roster or policy. */
  record ApproveTrust(String hash) implements Press {
    public ApproveTrust {
      Checks.hash(hash);
    }
  }

  /** Refuse to sign a change of roster or policy, with a reason. */
  record DenyTrust(String hash) implements Press {
    public DenyTrust {
      Checks.hash(hash);
    }
  }

  /** Ask two people again for a change of roster or policy. */
  record AskTrustAgain(String hash) implements Press {
    public AskTrustAgain {
      Checks.hash(hash);
    }
  }

  /** Sign a role for a time. */
  record ApproveGrant(String grant, String hash) implements Press {
    public ApproveGrant {
      Checks.id(grant);
      Checks.hash(hash);
    }
  }

  /** Refuse to sign a role for a time, with a reason. */
  record DenyGrant(String grant, String hash) implements Press {
    public DenyGrant {
      Checks.id(grant);
      Checks.hash(hash);
    }
  }

  /** End a role that is held for a time, or take back the question for it. */
  record EndGrant(String grant) implements Press {
    public EndGrant {
      Checks.id(grant);
    }
  }

  /** Do as if the person had typed this command. */
  record RunCommand(String text) implements Press {
    public RunCommand {
      if (!fits(text)) {
        throw new IllegalArgumentException(
            "a command behind a button is a line of at most "
                + COMMAND_MAX
                + " characters that begins with /");
      }
    }

    /** Returns whether a command can stand behind a button. */
    public static boolean fits(String text) {
      return text.startsWith("/")
          && text.length() <= COMMAND_MAX
          && text.codePoints().noneMatch(Character::isISOControl);
    }
  }

  /** What the parts of a press must look like, so that each has one spelling. */
  final class Checks {
    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern BLOCK = Pattern.compile("[a-z0-9_]{1,64}(\\.[a-z0-9_]{1,64})?");
    private static final Pattern TASK = Pattern.compile("[1-9][0-9]{0,2}(\\.[1-9][0-9]{0,2}){0,7}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private Checks() {}

    static boolean isId(String text) {
      return STREAM.matcher(text).matches();
    }

    static boolean isBlock(String text) {
      return BLOCK.matcher(text).matches();
    }

    static boolean isTask(String text) {
      return TASK.matcher(text).matches();
    }

    private static void task(String text) {
      if (!isTask(text)) {
        throw new IllegalArgumentException("not the place of a task: '" + text + "'");
      }
    }

    private static void id(String text) {
      if (!isId(text)) {
        throw new IllegalArgumentException("not the id of a stream: '" + text + "'");
      }
    }

    private static void block(String text) {
      if (!isBlock(text)) {
        throw new IllegalArgumentException("not the id of a block: '" + text + "'");
      }
    }

    private static void hash(String text) {
      if (!HASH.matcher(text).matches()) {
        throw new IllegalArgumentException("not the hash of a plan: '" + text + "'");
      }
    }
  }
}
