package dev.twokey.guard;

import dev.twokey.probe.ProbeCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All guards, in the order in which cards show them. */
public final class Guards {
  /** All of them. */
  public static final List<Guard> ALL =
      List.of(
          new RoleGuard(),
          new ChannelGuard(),
          new SelfGuard(),
          new HaltGuard(),
          new FreezeGuard(),
          new LockGuard(),
          new CooldownGuard(),
          new BlastRadiusGuard(),
          new ProvenanceGuard(),
          new IncidentGuard(),
          new NeedsGuard(),
          new ContraindicationGuard(),
          new BackupGuard(),
          new PhraseGuard(),
          new ApprovalGuard());

  private Guards() {}

  /** Returns all readings that guards need for a plan, by their keys. */
  public static Map<String, ProbeCall> needs(Premises premises) {
    Map<String, ProbeCall> calls = new LinkedHashMap<>();
    ALL.forEach(g -> calls.putAll(g.needs(premises)));
    return calls;
  }

  /** Returns what each guard says. */
  public static List<Judgement> judge(GuardFacts facts) {
    return ALL.stream()
        .map(g -> new Judgement(g.name(), g.judge(facts), g.evidence(facts)))
        .toList();
  }
}
