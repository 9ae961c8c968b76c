package dev.twokey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.chat.Card;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A freeze of prod in a calendar, through the whole bot: from the file to the card. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FreezeStoryTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String RESTART = "/restart worker-search prod index is stuck";

  @TempDir private Path folder = Path.of("");

  private void calendar(Path file, Duration begins) throws Exception {
    Instant now = Instant.now();
    Files.writeString(
        file,
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//a story//EN
        BEGIN:VEVENT
        UID:1
        DTSTAMP:20260101T000000Z
        SUMMARY:year end
        DTSTART:%s
        DTEND:%s
        END:VEVENT
        END:VCALENDAR
        """
            .formatted(TIME.format(now.plus(begins)), TIME.format(now.plus(begins.plusDays(1)))));
  }

  @Test
  void a_command_typed_in_a_freeze_is_signed_for_by_other_people_or_refused_until_its_end()
      throws Exception {
    StoryFiles files = StoryFiles.in(folder);
    Path calendar = files.folders().config().resolve("freeze.ics");
    Path policy = files.folders().config().resolve("policy.yaml");
    Files.writeString(
        policy,
        Files.readString(policy)
            + "freeze: {environments: [prod], ical: {file: "
            + calendar
            + "}, exemption: {of: approver}}\n");
    calendar(calendar, Duration.ofHours(-1));
    try (StoryBot story = StoryBot.start(files)) {
      String op = story.type("ana", StoryBot.PROD, RESTART);
      Card asks = story.await(op, SOON, c -> StoryBot.text(c).contains("May sign"));
      assertThat(StoryBot.text(asks))
          .contains("the freeze of prod: year end until", "the freeze calendar freeze.ics has");
      story.press("ben", StoryBot.PROD, op, "Approve");
      story.await(op, SOON, c -> StoryBot.text(c).contains("needs 1 more key"));
      story.press("chi", StoryBot.PROD, op, "Approve");
      story.await(op, Duration.ofMinutes(2), c -> StoryBot.text(c).contains("DONE"));

      Files.writeString(calendar, "<html>Sign in</html>");
      String unread = story.type("ana", StoryBot.PROD, "/gameday prod E");
      Card refused = story.await(unread, SOON, c -> StoryBot.text(c).contains("REFUSED"));
      assertThat(StoryBot.text(refused)).contains("freeze calendar freeze.ics can't be read");
    }
  }
}
