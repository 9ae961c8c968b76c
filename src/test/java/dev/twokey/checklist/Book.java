package dev.twokey.checklist;

/** A runbook for tests: a box with a broker and its queues, and what to do after it was down. */
final class Book {
  static final String TEXT =
      """
      ---
      title: The box is down
      service: rabbitmq
      owner: ana
      environments: [staging, prod]
      postmortem_after: 10m
      ---

      # The box is down

      | Subsystem | Effect | Severity |
      |---|---|---|
      | Web | none | NONE |

      ```yaml check
      id: process
      every: 10s
      probe: host.service
      with: {host: rabbitmq, unit: rabbitmq-server}
      expect: it.state == "active"
      says: the broker is ${it.state}
      ```
      ```yaml check
      id: queues
      each: inventory.queues
      every: 10s
      probe: rabbitmq.queue
      with:
        queue: ${each.name}
      expect: it.messages < 10
      says: ${each.name} has ${it.messages} left
      ```
      ```yaml check
      id: overview
      probe: rabbitmq.overview
      with: {service: rabbitmq}
      says: ${it.connections} connections
      ```
      ```yaml cause
      id: down
      when: process.state != "active"
      says: the broker does not run
      mitigate: [start, start_it]
      ```
      ```yaml cause
      id: long_outage
      when: incident.lasted > duration("10m")
      says: it lasts for more than ten minutes, tell the boss
      ```
      ```yaml action
      id: start
      run: host.service.start
      with: {host: rabbitmq, unit: rabbitmq-server}
      needs: down.holds
      verify: process.ok
      within: 1m
      ```
      By hand: `systemctl start rabbitmq-server`.

      ## Recovery
      - [ ] `process` runs
      - [ ] `queues` drain
      - [ ] `down` came back:
        - [ ] `start`
        - [ ] Tell the owner
      - [ ] `overview`: who is connected?
      - [ ] Write it down

      ## Start it
      - [ ] `start`
      - [ ] `process`

      ## Go home
      - [ ] `start_it`
      - [ ] Lock the door

      ## Boss
      - [ ] `long_outage`: tell the boss
      """;

  private Book() {}
}
