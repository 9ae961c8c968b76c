package dev.twokey.sim;

import dev.twokey.checklist.Checklist;
import dev.twokey.credential.Credentials;
import dev.twokey.operation.Operation;
import dev.twokey.trust.Grant;
import dev.twokey.trust.Trust;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people see on their cards: the newest state of each stream that they can do anything to. */
final class Sight {
  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private final Map<String, Checklist> lists = new LinkedHashMap<>();
  private final Map<String, Grant> grants = new LinkedHashMap<>();
  private final Map<String, Credentials> credentials = new LinkedHashMap<>();
  private Trust trust = Trust.NOTHING;

  void put(Object state) {
    switch (state) {
      case Operation o -> operations.put(o.id(), o);
      case Checklist c -> lists.put(c.id(), c);
      case Grant g -> grants.put(g.id(), g);
      case Credentials c -> credentials.put(c.person().id(), c);
      case Trust t -> trust = t;
      default -> {} // nobody presses anything on it here
    }
  }

  Map<String, Operation> operations() {
    return operations;
  }

  List<Operation> openOperations() {
    return operations.values().stream().filter(o -> !o.isEnded()).toList();
  }

  List<Checklist> openLists() {
    return lists.values().stream().filter(Checklist::isOpen).toList();
  }

  List<Grant> openGrants() {
    return grants.values().stream()
        .filter(g -> g instanceof Grant.Waiting || g instanceof Grant.Held)
        .toList();
  }

  /** Returns the ids of a person's passkeys. */
  List<String> passkeys(String person) {
    Credentials of = credentials.get(person);
    return of == null ? List.of() : List.copyOf(of.passkeys().keySet());
  }

  Trust trust() {
    return trust;
  }
}
