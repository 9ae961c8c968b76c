package dev.twokey.condition;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelAttributePattern;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.PartialVars;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A compiled expression of the condition language. Its result is a value or "can't tell"; it never
 * throws over what was not read. Immutable and safe for threads.
 */
public final class Expression {
  private final String text;
  private final Shape type;
  private final Set<Reference> references;
  private final CelRuntime.Program program;
  private final Failures failures;

  Expression(
      String text, Shape type, CelExpr parsed, CelRuntime.Program program, Failures failures) {
    this.text = text;
    this.type = type;
    this.references = References.of(parsed);
    this.program = program;
    this.failures = failures;
  }

  /** Returns the text as it was written. */
  public String text() {
    return text;
  }

  /** Returns what it gives. */
  public Shape type() {
    return type;
  }

  /** Returns the names that it uses, sorted. */
  public Set<Reference> references() {
    return references;
  }

  /** Returns whether it uses a name. */
  public boolean uses(String root) {
    return references.stream().anyMatch(r -> r.root().equals(root));
  }

  /** Judges a condition. Its type must be a flag. */
  public Truth judge(Bindings bindings) {
    return evaluate(bindings).truth();
  }

  /** Evaluates it on what was read. */
  public Value evaluate(Bindings bindings) {
    try {
      Object result = program.eval(PartialVars.of(bindings.values(), patterns(bindings)));
      return result instanceof CelUnknownSet unknown
          ? new Value.Unknown(reasons(unknown, bindings))
          : new Value.Known(plain(result));
    } catch (CelEvaluationException e) {
      return new Value.Unknown(failures.why(e, references, bindings));
    }
  }

  private CelAttributePattern[] patterns(Bindings bindings) {
    List<CelAttributePattern> patterns = new ArrayList<>();
    for (String name : bindings.unread().keySet()) {
      String root = root(name);
      if (uses(root)) {
        CelAttributePattern pattern = CelAttributePattern.create(root);
        patterns.add(
            root.equals(name)
                ? pattern
                : pattern.qualify(
                    CelAttribute.Qualifier.ofString(name.substring(root.length() + 1))));
      }
    }
    return patterns.toArray(new CelAttributePattern[0]);
  }

  private static Set<String> reasons(CelUnknownSet unknown, Bindings bindings) {
    Set<String> reasons = new TreeSet<>();
    for (CelAttribute attribute : unknown.attributes()) {
      ImmutableList<CelAttribute.Qualifier> path = attribute.qualifiers();
      for (Map.Entry<String, Set<String>> entry : bindings.unread().entrySet()) {
        if (covers(entry.getKey(), path)) {
          reasons.addAll(entry.getValue());
        }
      }
    }
    return reasons.isEmpty() ? Set.of("something it needs was not read") : reasons;
  }

  private static boolean covers(String name, List<CelAttribute.Qualifier> path) {
    String root = root(name);
    if (path.isEmpty() || !path.getFirst().asString().equals(root)) {
      return false;
    }
    return root.equals(name)
        || path.size() == 1
        || path.get(1).asString().equals(name.substring(root.length() + 1));
  }

  private static String root(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static Object plain(Object result) {
    return switch (result) {
      case Long _, Double _, String _, Boolean _, Instant _, Duration _ -> result;
      case List<?> list -> list.stream().map(Expression::plain).toList();
      case Map<?, ?> map -> map;
      default ->
          throw new IllegalStateException(
              "a condition gave a " + result.getClass() + " (this is a bug)");
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
