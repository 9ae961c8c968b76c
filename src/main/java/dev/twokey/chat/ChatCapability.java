package dev.twokey.chat;

/** What a platform can do. Where one is missing the declared fallback is taken, never silence. */
public enum ChatCapability {
  /** Replies under a message; without: replies in the channel, with the title of the card. */
  THREADS,
  /** Messages that one person sees; without: a reply that names the person. */
  EPHEMERAL,
  /** Dialogs with inputs; without: the answer is a command that the card tells. */
  DIALOGS,
  /** Buttons; without: each is a line with the command to type. */
  BUTTONS,
  /** Editing of posted messages; without: a new message that says which it follows. */
  EDIT,
  /** Attached files; without: a link to the console. */
  FILES,
  /** What was posted stays when Twokey ends; without: it is posted again after a start. */
  MEMORY,
  /** Telling who reads along in a channel; without: nobody knows, and production asks for it. */
  AUDIENCE
}
