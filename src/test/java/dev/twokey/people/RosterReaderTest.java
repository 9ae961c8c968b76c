package dev.twokey.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.problem.Finding;
import dev.twokey.problem.Problems;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What the tables in {@code src/test/resources/files} don't show: the values that are read. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RosterReaderTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final PersonId ANA = new PersonId("ana");
  private static final PersonId BEN = new PersonId("ben");

  private final Problems problems = new Problems();

  @Test
  void one_person_is_found_by_each_account() {
    FileRoster roster =
        read(
            """
            people:
              ana: {name: Ana, roles: [responder], accounts: [slack:T01/U01, discord:111111, console, cli]}
              ben: {}
            """);
    assertThat(roster.personOf(new Account("slack", "T01/U01"))).contains(ANA);
    assertThat(roster.personOf(new Account("discord", "111111"))).contains(ANA);
    assertThat(roster.personOf(new Account("console", "ana"))).contains(ANA);
    assertThat(roster.personOf(new Account("cli", "ana"))).contains(ANA);
    assertThat(roster.personOf(new Account("slack", "T02/U01"))).isEmpty();
    assertThat(roster.personOf(new Account("console", "ben"))).isEmpty();
    assertThat(roster.person(ANA, NOON).orElseThrow().name()).isEqualTo("Ana");
    assertThat(roster.person(BEN, NOON).orElseThrow().name()).isEqualTo("ben");
    assertThat(roster.person(new PersonId("chi"), NOON)).isEmpty();
    assertThat(roster.everybody(NOON)).extracting(Person::id).containsExactly(ANA, BEN);
    assertThat(problems.findings()).isEmpty();
  }

  @Test
  void a_day_counts_wholly_and_a_role_ends_at_its_end() {
    FileRoster roster =
        read(
            """
            people: {ana: {roles: [responder]}, ben: {}}
            roles:
              db_owner: {members: [ana, ben], until: 2026-12-31}
              night: {members: ben, until: "2026-06-01T12:00:00Z"}
              always: {members: [ben]}
            """);
    assertThat(roster.hasRole(ANA, "db_owner", Instant.parse("2026-12-31T23:59:59Z"))).isTrue();
    assertThat(roster.hasRole(ANA, "db_owner", Instant.parse("2027-01-01T00:00:00Z"))).isFalse();
    assertThat(roster.hasRole(BEN, "night", NOON.minusMillis(1))).isTrue();
    assertThat(roster.hasRole(BEN, "night", NOON)).isFalse();
    assertThat(roster.hasRole(BEN, "always", Instant.parse("2099-01-01T00:00:00Z"))).isTrue();
    assertThat(roster.hasRole(ANA, "responder", Instant.parse("2099-01-01T00:00:00Z"))).isTrue();
    assertThat(roster.roles()).containsExactly("always", "db_owner", "night", "responder");
  }

  @Test
  void I8_an_end_that_can_not_be_read_gives_no_role() {
    FileRoster roster =
        read("people: {ana: {}}\nroles: {db_owner: {members: [ana], until: someday}}\n");
    assertThat(problems.hasErrors()).isTrue();
    assertThat(roster.hasRole(ANA, "db_owner", NOON)).isFalse();
  }

  @Test
  void a_role_without_an_end_is_not_shortened_and_that_is_told() {
    FileRoster roster =
        read(
            """
            people: {ana: {roles: [db_owner]}}
            roles: {db_owner: {members: [ana], until: 2020-01-01}}
            """);
    assertThat(roster.hasRole(ANA, "db_owner", NOON)).isTrue();
    assertThat(problems.findings())
        .singleElement()
        .matches(f -> f.severity() == Finding.Severity.WARNING);
  }

  @Test
  void an_account_of_two_people_stays_with_the_first() {
    FileRoster roster =
        read(
            """
            people:
              ana: {accounts: [slack:T01/U01]}
              ben: {accounts: [slack:T01/U01]}
            """);
    assertThat(problems.hasErrors()).isTrue();
    assertThat(roster.personOf(new Account("slack", "T01/U01"))).contains(ANA);
    assertThat(roster.person(BEN, NOON).orElseThrow().accounts()).isEmpty();
  }

  @Test
  void those_on_call_keep_their_order_and_a_calendar_is_kept_with_a_warning() {
    FileRoster roster =
        read(
            """
            people: {ana: {}, ben: {}}
            on_call: {ical: "https://calendar.example/x.ics", fallback: [ben, ana]}
            """);
    assertThat(roster.onCall(NOON)).containsExactly(BEN, ANA);
    assertThat(roster.calendar()).contains("https://calendar.example/x.ics");
    assertThat(problems.hasErrors()).isFalse();
    assertThat(problems.findings())
        .singleElement()
        .asString()
        .contains("people.yaml:2:11")
        .contains("'fallback' count as on call");
  }

  @Test
  void I8_a_file_that_can_not_be_read_gives_an_empty_roster_and_an_error() {
    assertThat(read("people: [").everybody(NOON)).isEmpty();
    assertThat(problems.hasErrors()).isTrue();
  }

  private FileRoster read(String text) {
    return RosterReader.read("people.yaml", text, problems);
  }
}
