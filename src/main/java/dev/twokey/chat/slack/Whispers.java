package dev.twokey.chat.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.twokey.chat.ChatPlatform.MessageRef;
import dev.twokey.chat.ChatPlatform.Posted;
import dev.twokey.chat.Conversation;
import dev.twokey.people.Account;
import java.util.List;
import java.util.Optional;

/**
 * Tells something to one person: in the channel, where they are, so that they alone see it; else,
 * where the bot or the person is not in the channel, in a direct message.
 */
final class Whispers {
  private final SlackApi api;

  Whispers(SlackApi api) {
    this.api = api;
  }

  Posted whisper(Conversation where, Account to, String text) {
    String user = user(to);
    String blocks = blocks(text).toString();
    String plain = Mrkdwn.escape(Blocks.cut(text, Blocks.TEXT_MAX));
    Answer<Posted> told =
        api.call(c ->
                c.chatPostEphemeral(r ->
                    r.channel(where.channel())
                        .user(user)
                        .threadTs(where.thread().orElse(null))
                        .text(plain)
                        .blocksAsString(blocks)))
            .map(sent -> new Posted.Done(new MessageRef(where, sent.getMessageTs()), where));
    return Refusals.posted(
        where, told instanceof Answer.Refused<Posted> ? directly(user, plain, blocks) : told);
  }

  private Answer<Posted> directly(String user, String plain, String blocks) {
    return api.call(c -> c.conversationsOpen(r -> r.users(List.of(user))))
        .then(open -> post(open.getChannel().getId(), plain, blocks));
  }

  private Answer<Posted> post(String channel, String plain, String blocks) {
    Conversation direct = new Conversation(SlackChat.NAME, channel, Optional.empty());
    return api.call(c ->
            c.chatPostMessage(r ->
                r.channel(channel)
                    .text(plain)
                    .blocksAsString(blocks)
                    .unfurlLinks(false)
                    .unfurlMedia(false)))
        .map(sent -> new Posted.Done(new MessageRef(direct, sent.getTs()), direct));
  }

  /** Returns the blocks of a text; addresses in it can be followed. */
  static ArrayNode blocks(String text) {
    return Blocks.array().add(RichText.withLinks(Blocks.cut(text, Blocks.TEXT_MAX)).block());
  }

  private static String user(Account account) {
    return account.id().substring(account.id().indexOf('/') + 1);
  }
}
