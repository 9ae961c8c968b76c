package dev.twokey.app;

import dev.twokey.chat.slack.SlackSettings;
import dev.twokey.inventory.SecretRef;
import dev.twokey.inventory.Secrets.SecretMissingException;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Fields;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import dev.twokey.problem.Redactor;
import dev.twokey.problem.Secret;
import dev.twokey.problem.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code chat.yaml}: which chats the bot connects to. It may be missing. */
final class ChatFile {
  private static final String NAME = "chat.yaml";

  private ChatFile() {}

  /** Returns how Slack is reached; empty where no file names it, or there is an error. */
  static Optional<SlackSettings> read(
      Folders folders, Redactor redactor, String apiUrl, Problems problems) {
    Path file = folders.config().resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    FileSecrets secrets = new FileSecrets(folders.base(), redactor);
    try {
      return YamlReader.read(NAME, Files.readString(file), 0, problems)
          .flatMap(node -> Fields.of(node, problems, ErrorCode.CONFIG_INVALID))
          .flatMap(fields -> slack(fields, secrets, apiUrl, problems));
    } catch (IOException e) {
      problems.error(
          new Location(NAME, 1, 1),
          ErrorCode.FILE_UNREADABLE,
          "The file can't be read: " + e.getClass().getSimpleName() + ".",
          "Make it readable for Twokey's user, or take it away.");
      return Optional.empty();
    }
  }

  private static Optional<SlackSettings> slack(
      Fields fields, FileSecrets secrets, String apiUrl, Problems problems) {
    Optional<Fields> slack = fields.requiredFields("slack");
    fields.done();
    if (slack.isEmpty()) {
      return Optional.empty();
    }
    Optional<Secret> bot = token(slack.get(), "bot_token", "xoxb-", secrets);
    Optional<Secret> app = token(slack.get(), "app_token", "xapp-", secrets);
    String umbrella = slack.get().text("umbrella").orElse("/twokey");
    if (!umbrella.matches("/[a-z0-9_-]{1,31}")) {
      slack
          .get()
          .error(
              "umbrella",
              "'" + umbrella + "' is no command.",
              "Write / and small letters, such as /twokey.");
    }
    slack.get().done();
    return bot.isEmpty() || app.isEmpty() || problems.hasErrors()
        ? Optional.empty()
        : Optional.of(
            new SlackSettings(
                apiUrl, bot.get(), app.get(), umbrella, SlackSettings.Patience.usual()));
  }

  private static Optional<Secret> token(
      Fields slack, String key, String start, FileSecrets secrets) {
    String written = slack.requiredText(key);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Optional<SecretRef> ref = SecretRef.parse(written);
    if (ref.isEmpty()) {
      slack.error(
          key,
          "A token is named by reference, never written into the file.",
          "Put it into a file of its own and write \"${file:PATH}\", or \"${env:NAME}\".");
      return Optional.empty();
    }
    try {
      Secret secret = secrets.resolve(ref.get());
      if (!secret.reveal().startsWith(start)) {
        slack.error(
            key,
            ref.get() + " holds no such token: it does not begin with " + start + ".",
            "Bot tokens begin with xoxb-, app-level tokens with xapp-; look whether they are"
                + " exchanged.");
        return Optional.empty();
      }
      return Optional.of(secret);
    } catch (SecretMissingException e) {
      slack.error(key, String.valueOf(e.getMessage()), e.advice());
      return Optional.empty();
    }
  }
}
