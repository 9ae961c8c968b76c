package dev.twokey.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.guard.Policy;
import dev.twokey.guard.PolicyReader;
import dev.twokey.inventory.Inventory;
import dev.twokey.inventory.InventoryReader;
import dev.twokey.people.FileRoster;
import dev.twokey.people.RosterReader;
import dev.twokey.problem.Problems;
import java.util.Map;

/** Files of a small team, to be changed a word at a time. */
record TrustFiles(String people, String policy, String prod, String staging) {
  static final TrustFiles TEAM =
      new TrustFiles(
          """
          people:
            ana: {name: Ana, roles: [responder], accounts: [console]}
            ben: {name: Ben, roles: [responder, approver], accounts: [console, "slack:T01/U02"]}
            chi: {name: Chi, roles: [approver], accounts: [console]}
          roles:
            db_owner: {members: [ben], until: 2027-06-01}
          on_call: {fallback: [ana, ben]}
          """,
          """
          environments:
            staging:
              read: {role: responder}
              change: {role: responder, confirm: true, cooldown: 2m}
            prod:
              read: {role: responder}
              change: {role: responder, approval: {of: approver, quorum: 1, pending: 15m, start_within: 10m}, fresh_evidence: 2m, cooldown: 10m, blast_radius: {count_max: 3, share_max: 0.34}}
              drill: {role: responder, channel: {only: [console:prod]}, approval: {of: approver}, phrase: KILL-PROD, backup_freshness: {max_age: 24h, from: pgbackrest}, no_open_incident: true}
          freeze:
            - {environments: [prod], from: 2026-12-23, until: 2027-01-02, reason: holidays, exemption: {of: approver, quorum: 2}}
            - {ical: {file: /etc/twokey/freeze.ics}, environments: [prod], exemption: {of: approver}}
            - {ical: {connection: mq, path: /freeze.ics}, environments: [prod]}
          twokey: {environment: prod, connections: [mq], exemption: {of: approver}}
          break_glass: {role: responder, risks: [change], delay: 60s, per_person_a_week: 2, tell: [console:all]}
          escalation: {ask_on_call: 0s, ask_group: 2m}
          """,
          """
          channels: [console:prod]
          connections:
            mq:
              kind: rabbitmq
              management: http://mq.example:15672
              read: {user: reads, password: "${file:/run/secrets/read}"}
              change: {user: changes, password: "${env:MQ_CHANGE}"}
          """,
          """
          channels: [console:staging]
          connections:
            mq: {kind: rabbitmq, management: "http://mq.staging:15672"}
          """);

  /** Returns the files with one word of theirs written otherwise; it must stand there once. */
  TrustFiles with(String word, String instead) {
    assertThat(people + policy + prod).as("files").contains(word);
    return new TrustFiles(
        people.replace(word, instead),
        policy.replace(word, instead),
        prod.replace(word, instead),
        staging);
  }

  InForce read() {
    Problems problems = new Problems();
    FileRoster roster = RosterReader.read("people.yaml", people, problems);
    Inventory inventory =
        InventoryReader.read(
            Map.of("inventory/prod.yaml", prod, "inventory/staging.yaml", staging), problems);
    Policy rules = PolicyReader.read("policy.yaml", policy, roster, inventory, problems);
    assertThat(problems.hasErrors()).as("%s", problems.findings()).isFalse();
    return new InForce(roster, rules, inventory);
  }

  Root root() {
    return read().root();
  }
}
