package dev.twokey.guard;

/** Others must sign. */
final class ApprovalGuard implements Guard {
  @Override
  public String name() {
    return "approval";
  }

  @Override
  public Verdict judge(GuardFacts facts) {
    return facts
        .rules()
        .approval()
        .<Verdict>map(Verdict.NeedsApproval::new)
        .orElseGet(Verdict.NotAsked::new);
  }
}
