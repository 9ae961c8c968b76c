package dev.twokey.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twokey.fuzz.FuzzTarget;
import dev.twokey.fuzz.Told;
import dev.twokey.problem.Location;
import dev.twokey.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Conditions, judged on readings of which parts are left out: what is known without them stays true
 * with them, whatever they are.
 */
public final class ConditionsFuzz implements FuzzTarget {
  private static final Set<String> WHY = Set.of("nobody read it");
  private static final Map<String, Shape> ITEM =
      Map.of("name", Shape.Plain.TEXT, "ready", Shape.Plain.FLAG, "count", Shape.Plain.WHOLE);
  private static final Shape RECORD =
      new Shape.Fields(
          "reading",
          Map.of(
              "state",
              Shape.Plain.TEXT,
              "ok",
              Shape.Plain.FLAG,
              "n",
              Shape.Plain.WHOLE,
              "share",
              Shape.Plain.REAL,
              "at",
              Shape.Plain.TIME,
              "took",
              Shape.Plain.SPAN,
              "items",
              new Shape.ListOf(new Shape.Fields("item", ITEM))));
  private static final Scope SCOPE =
      new Scope(Map.of("it", RECORD, "other", RECORD, "word", Shape.Plain.TEXT), Set.of());
  private static final Map<String, Object> ONE = record("active", true, 3);
  private static final Map<String, Object> TWO = record("", false, -7);
  private static final Bindings NOTHING_READ =
      Bindings.EMPTY.with("word", "a,b").with("other", TWO).unread("it", WHY);

  private final ConditionCompiler compiler = new ConditionCompiler();

  private static Map<String, Object> record(String state, boolean ok, long n) {
    return Map.of(
        "state",
        state,
        "ok",
        ok,
        "n",
        n,
        "share",
        n / 4.0,
        "at",
        Instant.ofEpochSecond(1_700_000_000 + n),
        "took",
        Duration.ofSeconds(n),
        "items",
        List.of(item("a", ok, n), item("b", true, 0)));
  }

  private static Map<String, Object> item(String name, boolean ready, long count) {
    return Map.of("name", name, "ready", ready, "count", count);
  }

  @Override
  public List<String> seeds() {
    return List.of(
        "it.ok && !other.ok",
        "it.state == \"active\" || other.n > 3",
        "it.items.all(i, i.ready) && it.items.exists(i, i.count == it.n)",
        "it.items.filter(i, i.ready).map(i, i.name).size() == 2",
        "double(it.n) / 2.0 < it.share ? it.took > duration(\"3s\") : it.at < other.at",
        "it.n / other.n == 1 && word.startsWith(\"a\") && word.matches(\"[a-z]+\")",
        "word.substring(1).split(\",\")[0].trim().lowerAscii() in [\"x\", it.state]",
        "math.greatest(it.n, other.n) % 2 == 0 && string(it.n) + word != \"\"",
        "queue ${it.items.size()} of ${word} since ${it.at}");
  }

  @Override
  public void take(String input) {
    Problems problems = new Problems();
    Place place = Place.of(new Location("made-up.md", 1, 1), input);
    compiler.references(input);
    compiler.condition(input, place, SCOPE, problems);
    compiler
        .compile(input, place, SCOPE, new Problems())
        .filter(e -> e.type() instanceof Shape.Plain) // a record may lack what was not read
        .ifPresent(ConditionsFuzz::sound);
    compiler
        .template(input, place, SCOPE, new Problems())
        .ifPresent(template -> template.render(with(ONE)));
    Told.check(problems.findings());
  }

  private static void sound(Expression e) {
    for (String field : ONE.keySet()) {
      Map<String, Object> without = without(ONE, field);
      Map<String, Object> otherwise = new LinkedHashMap<>(without);
      otherwise.put(field, TWO.get(field));
      check(e, with(without).missing("it." + field, WHY), List.of(ONE, otherwise));
    }
    for (String field : ITEM.keySet()) {
      Map<String, Object> less = new LinkedHashMap<>(ONE);
      less.put("items", List.of(without(item("a", true, 3), field), item("b", true, 0)));
      check(e, with(less), List.of(ONE));
    }
    check(e, NOTHING_READ, List.of(ONE, TWO));
  }

  /** What is known on less is the same on each of the whole readings. */
  private static void check(Expression e, Bindings less, List<Map<String, Object>> whole) {
    if (e.evaluate(less) instanceof Value.Known known) {
      for (Map<String, Object> it : whole) {
        assertThat(e.evaluate(with(it))).as("%s on %s", e, it).isEqualTo(known);
      }
    }
  }

  private static Map<String, Object> without(Map<String, Object> reading, String field) {
    Map<String, Object> less = new LinkedHashMap<>(reading);
    less.remove(field);
    return less;
  }

  private static Bindings with(Map<String, Object> it) {
    return Bindings.EMPTY.with("word", "a,b").with("other", TWO).with("it", it);
  }
}
