package dev.twokey.condition;

import dev.cel.common.ast.CelExpr;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the names that an expression uses and does not itself bind. */
final class References {
  /** What stands before a dot without being a value, as in {@code math.greatest(a, b)}. */
  static final Set<String> NAMESPACES = Set.of("math", "strings", "cel");

  private final Set<Reference> found = new TreeSet<>();

  private References() {}

  static Set<Reference> of(CelExpr expression) {
    References references = new References();
    references.walk(expression, Set.of());
    return java.util.Collections.unmodifiableSet(references.found);
  }

  private void walk(CelExpr expression, Set<String> bound) {
    switch (expression.getKind()) {
      case IDENT -> add(expression.ident().name(), Optional.empty(), bound);
      case SELECT -> {
        CelExpr operand = expression.select().operand();
        if (operand.getKind() == CelExpr.ExprKind.Kind.IDENT) {
          add(operand.ident().name(), Optional.of(expression.select().field()), bound);
        } else {
          walk(operand, bound);
        }
      }
      case CALL -> {
        expression.call().target().filter(t -> !isNamespace(t)).ifPresent(t -> walk(t, bound));
        expression.call().args().forEach(a -> walk(a, bound));
      }
      case LIST -> expression.list().elements().forEach(e -> walk(e, bound));
      case STRUCT -> expression.struct().entries().forEach(e -> walk(e.value(), bound));
      case MAP ->
          expression
              .map()
              .entries()
              .forEach(e -> {
                walk(e.key(), bound);
                walk(e.value(), bound);
              });
      case COMPREHENSION -> comprehension(expression.comprehension(), bound);
      case CONSTANT, NOT_SET -> {}
    }
  }

  private void comprehension(CelExpr.CelComprehension loop, Set<String> bound) {
    walk(loop.iterRange(), bound);
    walk(loop.accuInit(), bound);
    Set<String> inside = new HashSet<>(bound);
    inside.add(loop.iterVar());
    inside.add(loop.iterVar2());
    inside.add(loop.accuVar());
    walk(loop.loopCondition(), inside);
    walk(loop.loopStep(), inside);
    walk(loop.result(), inside);
  }

  private void add(String root, Optional<String> field, Set<String> bound) {
    if (!bound.contains(root) && !root.startsWith("@")) {
      found.add(new Reference(root, field));
    }
  }

  private static boolean isNamespace(CelExpr target) {
    return target.getKind() == CelExpr.ExprKind.Kind.IDENT
        && NAMESPACES.contains(target.ident().name());
  }
}
