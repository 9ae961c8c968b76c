package dev.twokey.chat.slack;

import dev.twokey.chat.ChatPlatform.Posted;
import dev.twokey.chat.Conversation;
import java.util.Optional;

/** What Slack's codes mean for whoever reads the log, and what to do. */
final class Refusals {
  private static final long AFTER_REFUSAL_MILLIS = 60_000;

  private Refusals() {}

  /** Returns what a call became for who wanted to post; what is done is {@code done}. */
  static Posted posted(Conversation where, Answer<? extends Posted> answer) {
    return switch (answer) {
      case Answer.Ok(var done) -> done;
      case Answer.Refused(var code) ->
          new Posted.Later(of(where, code), Optional.of(AFTER_REFUSAL_MILLIS));
      case Answer.Later(var why, var millis) -> new Posted.Later(why, millis);
      case Answer.Unsure(var why) -> new Posted.Later(why, Optional.empty());
    };
  }

  private static String of(Conversation where, String code) {
    String advice =
        switch (code) {
          case "not_in_channel", "channel_not_found" ->
              "the bot is not in the channel: type /invite @twokey there";
          case "is_archived", "is_inactive" ->
              "the channel is archived: name another one in inventory/";
          case "missing_scope" ->
              "the app lacks a scope: compare them with the manual's page of configuration, then"
                  + " install it again";
          case "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive" ->
              "the bot's token is not good any more: install the app again and renew the secret"
                  + " that chat.yaml names";
          case "restricted_action", "restricted_action_read_only_channel" ->
              "only some people may post there: allow the app in the channel's settings";
          default -> "docs.slack.dev tells what the code means";
        };
    return "Slack refuses " + where + " (" + code + "); " + advice;
  }
}
