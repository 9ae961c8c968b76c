package dev.twokey.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.extensions.CelStringExtensions.Function;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.twokey.problem.ErrorCode;
import dev.twokey.problem.Nearest;
import dev.twokey.problem.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles conditions: typed CEL without {@code has}, without {@code ==} and {@code in} over whole
 * records, and without untyped values, because each of those turns "not read" into a false "no".
 * One compiler serves a whole catalog. Safe for threads.
 */
public final class ConditionCompiler {
  /** How long a condition may be, in characters. */
  public static final int CHARACTERS_MAX = 4096;

  private static final int ITERATIONS_MAX = 10_000;
  private static final int DEPTH_MAX = 32;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableUnknownTracking(true)
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(ITERATIONS_MAX)
          .maxExpressionCodePointSize(CHARACTERS_MAX)
          .maxParseRecursionDepth(DEPTH_MAX)
          .build();

  /** Not those that make texts longer: a few of them in a row would fill the memory. */
  private static final CelStringExtensions STRINGS =
      CelExtensions.strings(
          Function.CHAR_AT,
          Function.INDEX_OF,
          Function.LAST_INDEX_OF,
          Function.LOWER_ASCII,
          Function.REVERSE,
          Function.SPLIT,
          Function.SUBSTRING,
          Function.TRIM,
          Function.UPPER_ASCII);

  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'");
  private static final Pattern UNDEFINED = Pattern.compile("undefined field '([^']+)'");

  private final CelCompiler base =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(
              CelStandardMacro.ALL,
              CelStandardMacro.EXISTS,
              CelStandardMacro.EXISTS_ONE,
              CelStandardMacro.FILTER,
              CelStandardMacro.MAP,
              CelStandardMacro.MAP_FILTER)
          .addLibraries(STRINGS, CelExtensions.math())
          .build();
  // Not the planner runtime of 0.14.0: in it an error that && and || have absorbed is a value, and
  // (error || error) == false comes out as false. ConditionTest holds this.
  private final CelRuntime runtime =
      CelRuntimeFactory.legacyCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(STRINGS, CelExtensions.math())
          .build();

  /**
   * Returns the names that a text uses, or none if it can't be parsed. Compiling it reports that.
   */
  public Set<Reference> references(String text) {
    CelValidationResult parsed = base.parse(text);
    try {
      return References.of(parsed.getAst().getExpr());
    } catch (CelValidationException e) {
      return Set.of();
    }
  }

  /** Compiles a condition: an expression that is true or false. */
  public Optional<Expression> condition(String text, Place place, Scope scope, Problems problems) {
    return compile(text, place, scope, problems)
        .filter(e -> {
          boolean flag = e.type() == Shape.Plain.FLAG;
          if (!flag) {
            problems.error(
                place.at(0),
                ErrorCode.CONDITION_INVALID,
                "The condition '" + text + "' gives " + Shapes.word(e.type()) + ".",
                "Compare it with something, so that it is true or false.");
          }
          return flag;
        });
  }

  /**
   * Compiles an expression of any type; empty if it is wrong, and then {@code problems} say why.
   */
  public Optional<Expression> compile(String text, Place place, Scope scope, Problems problems) {
    Shapes shapes = new Shapes(scope);
    CelCompilerBuilder builder = base.toCompilerBuilder().setTypeProvider(shapes.provider());
    scope.names().forEach((name, shape) -> builder.addVar(name, shapes.type(shape)));
    CelValidationResult result = builder.build().compile(text);
    if (result.hasError()) {
      result.getErrors().forEach(issue -> report(issue, text, place, scope, problems));
      return Optional.empty();
    }
    return lint(result, text, place, shapes, problems);
  }

  /** Compiles text with {@code ${…}} in it. */
  public Optional<Template> template(String text, Place place, Scope scope, Problems problems) {
    return Template.compile(this, text, place, scope, problems);
  }

  private Optional<Expression> lint(
      CelValidationResult result, String text, Place place, Shapes shapes, Problems problems) {
    try {
      CelAbstractSyntaxTree ast = result.getAst();
      List<Soundness.Fault> faults = new Soundness(ast, shapes).faults();
      for (Soundness.Fault fault : faults) {
        problems.error(
            place.at(fault.offset()), ErrorCode.CONDITION_INVALID, fault.what(), fault.advice());
      }
      Optional<Shape> type = shapes.shape(ast.getResultType());
      if (type.isEmpty() && faults.isEmpty()) {
        problems.error(
            place.at(0),
            ErrorCode.CONDITION_INVALID,
            "'" + text + "' gives a " + typeName(ast.getResultType()) + ", which is not used here.",
            "Give text, a number, true or false, a time, a duration, a record or a list of these.");
      }
      if (type.isEmpty() || !faults.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new Expression(
              text, type.get(), ast.getExpr(), runtime.createProgram(ast), new Failures(text)));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException("a checked condition is refused (this is a bug): " + text, e);
    }
  }

  private static String typeName(CelType type) {
    return Shapes.words(type.name());
  }

  private static void report(
      CelIssue issue, String text, Place place, Scope scope, Problems problems) {
    int offset =
        CelSource.newBuilder(text)
            .build()
            .getLocationOffset(
                issue.getSourceLocation().getLine(), issue.getSourceLocation().getColumn())
            .orElse(0);
    String message = Shapes.words(issue.getMessage()).strip();
    problems.error(
        place.at(Math.max(0, offset)),
        ErrorCode.CONDITION_INVALID,
        "In '" + text.strip() + "': " + message + ".",
        advice(message, scope));
  }

  private static String advice(String message, Scope scope) {
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.find()) {
      String name = undeclared.group(1);
      if (name.equals("has")) {
        return "has() is left out: it says no for what was not read. Compare the field itself.";
      }
      return Nearest.to(name, scope.known())
          .map(n -> "Did you mean '" + n + "'?")
          .orElse("Known here: " + String.join(", ", scope.known()) + ".");
    }
    Matcher undefined = UNDEFINED.matcher(message);
    if (undefined.find()) {
      return Shapes.nearestField(undefined.group(1), scope)
          .map(n -> "Did you mean '" + n + "'?")
          .orElse("Look up the fields of the probe in the manual.");
    }
    if (message.contains("no matching overload")) {
      return "The two sides have different types; convert one, as in double(x).";
    }
    return "Mend the condition; the manual's page about runbooks shows the language.";
  }
}
