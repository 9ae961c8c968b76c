package dev.twokey.condition;

import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Text with {@code ${…}} in it. One that is nothing but a single {@code ${…}} keeps the type of its
 * value; any other is text. Immutable and safe for threads.
 */
public final class Template {
  private sealed interface Part {
    record Words(String text) implements Part {}

    record Filled(Expression expression) implements Part {}
  }

  private final String text;
  private final List<Part> parts;

  private Template(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /** Returns the text of each {@code ${…}} in a text, for finding out what it uses. */
  public static List<String> expressions(String text) {
    List<String> found = new ArrayList<>();
    split(text)
        .forEach(s -> {
          if (s.filled() && s.closed()) {
            found.add(text.substring(s.from(), s.to()));
          }
        });
    return found;
  }

  static Optional<Template> compile(
      ConditionCompiler compiler, String text, Place place, Scope scope, Problems problems) {
    List<Part> parts = new ArrayList<>();
    boolean whole = true;
    for (Stretch stretch : split(text)) {
      String inside = text.substring(stretch.from(), stretch.to());
      if (!stretch.filled()) {
        parts.add(new Part.Words(inside));
        continue;
      }
      if (!stretch.closed()) {
        problems.error(
            place.at(stretch.from()),
            ErrorCode.CONDITION_INVALID,
            "'${' has no end in '" + text + "'.",
            "Close it with }.");
        whole = false;
        continue;
      }
      Optional<Expression> expression =
          compiler.compile(inside, place.from(stretch.from()), scope, problems);
      expression.ifPresent(e -> parts.add(new Part.Filled(e)));
      whole &= expression.isPresent();
    }
    return whole ? Optional.of(new Template(text, parts)) : Optional.empty();
  }

  /** Returns the text as it was written. */
  public String text() {
    return text;
  }

  /** Returns what it gives. */
  public Shape type() {
    return alone().map(Expression::type).orElse(Shape.Plain.TEXT);
  }

  /** Returns the names that it uses, sorted. */
  public Set<Reference> references() {
    Set<Reference> all = new TreeSet<>();
    for (Part part : parts) {
      if (part instanceof Part.Filled(Expression expression)) {
        all.addAll(expression.references());
      }
    }
    return java.util.Collections.unmodifiableSet(all);
  }

  /** Fills it in as an argument: if any part can't be told, the whole can't. */
  public Value evaluate(Bindings bindings) {
    Optional<Expression> alone = alone();
    if (alone.isPresent()) {
      return alone.get().evaluate(bindings);
    }
    StringBuilder filled = new StringBuilder();
    Set<String> why = new TreeSet<>();
    for (Part part : parts) {
      switch (part) {
        case Part.Words(String words) -> filled.append(words);
        case Part.Filled(Expression expression) -> {
          switch (expression.evaluate(bindings)) {
            case Value.Known(Object value) -> filled.append(Words.of(value));
            case Value.Unknown(Set<String> reasons) -> why.addAll(reasons);
          }
        }
      }
    }
    return why.isEmpty() ? new Value.Known(filled.toString()) : new Value.Unknown(why);
  }

  /** Fills it in for people; a part that can't be told stands there as "(not read)". */
  public String render(Bindings bindings) {
    StringBuilder filled = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Words(String words) -> filled.append(words);
        case Part.Filled(Expression expression) ->
            filled.append(
                switch (expression.evaluate(bindings)) {
                  case Value.Known(Object value) -> Words.of(value);
                  case Value.Unknown _ -> "(not read)";
                });
      }
    }
    return filled.toString();
  }

  private Optional<Expression> alone() {
    return parts.size() == 1 && parts.getFirst() instanceof Part.Filled(Expression expression)
        ? Optional.of(expression)
        : Optional.empty();
  }

  /** A piece of the text; of a filled one without {@code ${} and {@code }}. */
  private record Stretch(int from, int to, boolean filled, boolean closed) {}

  private static List<Stretch> split(String text) {
    List<Stretch> stretches = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("${", at);
      if (open < 0) {
        stretches.add(new Stretch(at, text.length(), false, true));
        break;
      }
      if (open > at) {
        stretches.add(new Stretch(at, open, false, true));
      }
      int close = end(text, open + 2);
      boolean closed = close < text.length();
      stretches.add(new Stretch(open + 2, close, true, closed));
      at = close + 1;
    }
    return stretches;
  }

  /** Returns where the matching } stands, past quoted text and inner braces; or the text's end. */
  private static int end(String text, int from) {
    int depth = 0;
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && depth-- == 0) {
        return i;
      }
    }
    return text.length();
  }

  @Override
  public String toString() {
    return text;
  }
}
