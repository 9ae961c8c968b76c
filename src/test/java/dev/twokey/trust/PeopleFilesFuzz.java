package dev.twokey.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.fuzz.FuzzTarget;
import dev.twokey.fuzz.Told;
import dev.twokey.people.FileRoster;
import dev.twokey.people.RosterReader;
import dev.twokey.problem.Problems;
import java.time.Instant;
import java.util.List;

/** {@code people.yaml}: who was accepted comes back from the facts as they were. */
public final class PeopleFilesFuzz implements FuzzTarget {
  private final InForce team = TrustFiles.TEAM.read();

  @Override
  public List<String> seeds() {
    return List.of(TrustFiles.TEAM.people(), "people: {}");
  }

  @Override
  public void take(String input) {
    Problems problems = new Problems();
    FileRoster roster = RosterReader.read("people.yaml", input, problems);
    Told.check(problems.findings());
    if (!problems.hasErrors()) {
      Root root = Root.of(roster, team.policy(), team.inventory());
      Root again = Root.parse(root.canonical());
      assertThat(again).isEqualTo(root);
      assertThat(again.roster().members()).containsExactlyInAnyOrderElementsOf(roster.members());
      assertThat(again.roster().onCall(Instant.EPOCH)).isEqualTo(roster.onCall(Instant.EPOCH));
    }
  }
}
