package dev.twokey.runbook;

import dev.twokey.condition.Reference;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All files as they were read, and what a name in one of them means. */
final class Folder {
  /** Of a runbook, whether any of its causes holds. */
  static final String HOLDS = "holds";

  private final Map<String, Draft> drafts = new LinkedHashMap<>();

  Folder(Collection<Draft> drafts) {
    drafts.forEach(d -> this.drafts.put(d.id(), d));
  }

  Collection<Draft> drafts() {
    return drafts.values();
  }

  Optional<Draft> draft(String id) {
    return Optional.ofNullable(drafts.get(id));
  }

  /** Returns a block that conditions see, by its name in a file. */
  Optional<Draft.DraftBlock> visible(Draft file, String name) {
    return file.block(name).filter(b -> b.kind().visible());
  }

  /** Returns the blocks that a name stands for, seen from a file. */
  Set<String> blocks(Draft from, Reference reference) {
    Optional<Draft.DraftBlock> own = visible(from, reference.root());
    if (own.isPresent()) {
      return Set.of(own.get().id());
    }
    return draft(reference.root()).map(d -> ofRunbook(d, reference.field())).orElse(Set.of());
  }

  private Set<String> ofRunbook(Draft file, Optional<String> field) {
    Set<String> ids = new LinkedHashSet<>();
    for (Draft.DraftBlock block : file.blocks()) {
      boolean named = field.isEmpty() || field.get().equals(block.name());
      boolean holds = field.equals(Optional.of(HOLDS)) && block.kind() == Draft.Kind.CAUSE;
      if (block.kind().visible() && (named || holds)) {
        ids.add(block.id());
      }
    }
    return ids;
  }
}
