package dev.twokey.chat.slack;

import com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest.FileDetails;
import com.slack.api.methods.response.files.FilesCompleteUploadExternalResponse;
import com.slack.api.model.File;
import com.slack.api.model.Message;
import dev.twokey.chat.ChatPlatform.MessageRef;
import dev.twokey.chat.ChatPlatform.Posted;
import dev.twokey.chat.Conversation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files in threads: Slack gives an address, takes the bytes there, and is then told where the file
 * belongs. The last step is the one that people see; where its answer was lost the file is looked
 * for before it is shared again. Safe for threads.
 */
final class Uploads {
  private static final int LOOK_BACK = 100;

  private final SlackApi api;

  /** Files of which nobody knows whether they stand in their conversation. */
  private final Map<String, String> doubtful = new HashMap<>();

  Uploads(SlackApi api) {
    this.api = api;
  }

  Posted attach(Conversation where, String marker, String name, String text) {
    String key = where + " " + marker + " " + name;
    @Nullable String before;
    synchronized (doubtful) {
      before = doubtful.get(key);
    }
    if (before != null) {
      return Refusals.posted(
          where,
          stands(where, before)
              .then(there ->
                  there
                      ? new Answer.Ok<>(done(key, where, before))
                      : share(key, where, before, name)));
    }
    byte[] bytes = (text.isEmpty() ? "(empty)\n" : text).getBytes(StandardCharsets.UTF_8);
    // nobody sees it before it is shared, so until then it can be sent again
    return Refusals.posted(
        where,
        api.call(c -> c.filesGetUploadURLExternal(r -> r.filename(name).length(bytes.length)))
            .then(place ->
                api.upload(place.getUploadUrl(), bytes)
                    .then(_ -> share(key, where, place.getFileId(), name))));
  }

  private Answer<Posted> share(String key, Conversation where, String file, String name) {
    FileDetails details = FileDetails.builder().id(file).title(name).build();
    Answer<FilesCompleteUploadExternalResponse> shared =
        api.call(c ->
            c.filesCompleteUploadExternal(r ->
                r.files(List.of(details))
                    .channelId(where.channel())
                    .threadTs(where.thread().orElse(null))));
    if (shared instanceof Answer.Unsure<?> || shared instanceof Answer.Later<?>) {
      synchronized (doubtful) {
        doubtful.put(key, file);
      }
    }
    return shared.map(_ -> done(key, where, file));
  }

  private Posted done(String key, Conversation where, String file) {
    synchronized (doubtful) {
      doubtful.remove(key);
    }
    return new Posted.Done(new MessageRef(where, file), where);
  }

  /** Returns whether a file stands among the newest messages of its conversation. */
  private Answer<Boolean> stands(Conversation where, String file) {
    if (where.thread().isPresent()) {
      return api.call(c ->
              c.conversationsReplies(
                  r -> r.channel(where.channel()).ts(where.thread().get()).limit(LOOK_BACK)))
          .map(r -> holds(r.getMessages(), file));
    }
    return api.call(c -> c.conversationsHistory(r -> r.channel(where.channel()).limit(LOOK_BACK)))
        .map(r -> holds(r.getMessages(), file));
  }

  private static boolean holds(@Nullable List<Message> messages, String file) {
    return messages != null
        && messages.stream()
            .map(Message::getFiles)
            .filter(files -> files != null)
            .flatMap(List<File>::stream)
            .anyMatch(f -> file.equals(f.getId()));
  }
}
