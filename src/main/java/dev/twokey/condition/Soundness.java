package dev.twokey.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds what is typed rightly and would still answer wrongly when something was not read: equality
 * over whole records, and what takes the type away.
 */
final class Soundness {
  /** What is wrong, and where. */
  record Fault(int offset, String what, String advice) {}

  private static final Set<String> EQUALITY = Set.of("_==_", "_!=_", "@in", "_in_");
  private static final Set<String> UNTYPED = Set.of("dyn", "type");

  private final CelAbstractSyntaxTree ast;
  private final Shapes shapes;
  private final List<Fault> faults = new ArrayList<>();

  Soundness(CelAbstractSyntaxTree ast, Shapes shapes) {
    this.ast = ast;
    this.shapes = shapes;
  }

  List<Fault> faults() {
    walk(ast.getExpr());
    return List.copyOf(faults);
  }

  private void walk(CelExpr expression) {
    switch (expression.getKind()) {
      case SELECT -> walk(expression.select().operand());
      case CALL -> call(expression);
      case LIST -> list(expression);
      case STRUCT, MAP ->
          fault(
              expression,
              "A record can't be built in a condition.",
              "Use the fields of what was read.");
      case COMPREHENSION -> {
        CelExpr.CelComprehension loop = expression.comprehension();
        walk(loop.iterRange());
        walk(loop.accuInit());
        walk(loop.loopCondition());
        walk(loop.loopStep());
        walk(loop.result());
      }
      case IDENT, CONSTANT, NOT_SET -> {}
    }
  }

  private void list(CelExpr expression) {
    boolean mixed =
        ast.getType(expression.id())
            .filter(t -> t instanceof ListType list && list.elemType().equals(SimpleType.DYN))
            .isPresent();
    if (mixed && !expression.list().elements().isEmpty()) {
      fault(expression, "A list mixes types.", "Give all its items one type.");
    }
    expression.list().elements().forEach(this::walk);
  }

  private void call(CelExpr expression) {
    CelExpr.CelCall call = expression.call();
    if (EQUALITY.contains(call.function()) && call.args().stream().anyMatch(this::hasParts)) {
      fault(
          expression,
          "Whole records can't be compared: a field that was not read would count as different.",
          "Compare one field of each, as in a.name == b.name.");
    }
    if (UNTYPED.contains(call.function())) {
      fault(
          expression,
          call.function() + "() takes the type away.",
          "Leave it out; every value has a type.");
    }
    call.target().ifPresent(this::walk);
    call.args().forEach(this::walk);
  }

  private boolean hasParts(CelExpr expression) {
    return ast.getType(expression.id()).filter(this::hasParts).isPresent();
  }

  private boolean hasParts(CelType type) {
    return shapes.hasParts(type);
  }

  private void fault(CelExpr at, String what, String advice) {
    int offset = ast.getSource().getPositionsMap().getOrDefault(at.id(), 0);
    faults.add(new Fault(offset, what, advice));
  }
}
