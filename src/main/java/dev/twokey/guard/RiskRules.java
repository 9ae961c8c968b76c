package dev.twokey.guard;

import static java.util.Objects.requireNonNull;

import dev.twokey.approval.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one environment asks for before something of one kind may happen. What is empty is not asked
 * for.
 *
 * @param role who may ask; never empty
 * @param confirm whether the requester confirms the plan
 * @param cooldown how long a target rests between two changes
 * @param approval who else must sign
 * @param freshEvidence how old readings may be at execution
 * @param blastRadius how much one plan may touch
 * @param proof how one of the keys must be given
 * @param phrase what must be typed
 * @param backup how young the newest backup must be
 * @param channels where it may be asked for and shown; empty is everywhere
 * @param noOpenIncident whether an open incident of the environment forbids it
 */
public record RiskRules(
    String role,
    boolean confirm,
    Optional<Duration> cooldown,
    Optional<Rule> approval,
    Optional<Duration> freshEvidence,
    Optional<BlastRadius> blastRadius,
    Proof proof,
    Optional<Phrase> phrase,
    Optional<BackupFreshness> backup,
    Set<String> channels,
    boolean noOpenIncident) {
  public RiskRules {
    if (role.isBlank()) {
      throw new IllegalArgumentException("rules name a role");
    }
    requireNonNull(cooldown, "cooldown");
    requireNonNull(approval, "approval");
    requireNonNull(freshEvidence, "freshEvidence");
    requireNonNull(blastRadius, "blastRadius");
    requireNonNull(proof, "proof");
    requireNonNull(phrase, "phrase");
    requireNonNull(backup, "backup");
    channels = Set.copyOf(channels);
  }

  /** Returns the rules that ask for a role and nothing else. */
  public static RiskRules ofRole(String role) {
    return new RiskRules(
        role,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Proof.CHAT,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        false);
  }

  /** Returns these rules with an approval that is not cheaper than those. */
  public RiskRules atLeast(List<Rule> earlier) {
    Optional<Rule> raised = approval;
    for (Rule rule : earlier) {
      raised = Optional.of(raised.map(r -> r.atLeast(rule)).orElse(rule));
    }
    return new RiskRules(
        role,
        confirm,
        cooldown,
        raised,
        freshEvidence,
        blastRadius,
        proof,
        phrase,
        backup,
        channels,
        noOpenIncident);
  }

  /**
   * Returns the rules as sorted lines {@code key=value}: equal rules give equal text, so that it
   * can stand in a plan and be hashed with it.
   */
  public String canonical() {
    return RulesText.write(this);
  }

  /** Returns whether the rules of a canonical text want one key by passkey; needs no parsing. */
  public static boolean wantPasskey(String canonical) {
    return canonical.lines().anyMatch(("proof=" + Proof.PASSKEY.word())::equals);
  }

  /**
   * Returns the rules of a canonical text.
   *
   * @throws IllegalArgumentException if it was not made by {@link #canonical}
   */
  public static RiskRules parse(String canonical) {
    return RulesText.read(canonical);
  }
}
