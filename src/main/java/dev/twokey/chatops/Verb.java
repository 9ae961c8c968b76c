package dev.twokey.chatops;

/** What one handler of commands does: from an understood command to where it leads. Pure. */
interface Verb {
  /** Returns where it leads. */
  Routed route(Invocation invocation);
}
