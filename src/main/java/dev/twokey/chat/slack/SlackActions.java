package dev.twokey.chat.slack;

/** The names under which Slack gives back what people pressed and filled in. */
final class SlackActions {
  /** Begins the action of each button of a card; its place follows. */
  static final String PRESS = "press_";

  /** The modal of a button's dialog. */
  static final String DIALOG = "twokey_dialog";

  /** The one element of each input of a modal. */
  static final String VALUE = "value";

  private SlackActions() {}
}
