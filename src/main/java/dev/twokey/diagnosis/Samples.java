package dev.twokey.diagnosis;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen so far: the readings of each check and item in the order of time, and since when
 * causes hold that must hold for a while. Immutable.
 *
 * @param byKey readings by {@link Sample#key}, oldest first
 * @param causes by cause and item, as {@link Sample#key(String, String)} puts them together
 */
public record Samples(Map<String, List<Sample>> byKey, Map<String, Seen> causes) {
  /** No readings. */
  public static final Samples NONE = new Samples(Map.of(), Map.of());

  /**
   * What was seen of a cause.
   *
   * @param from since when it was seen to hold without a gap; empty if it did not hold last
   * @param last when it was seen last
   * @param broken when it was seen last not to hold
   */
  public record Seen(Optional<Instant> from, Instant last, Optional<Instant> broken) {
    public Seen {
      requireNonNull(from, "from");
      requireNonNull(last, "last");
      requireNonNull(broken, "broken");
    }

    /** Returns this with one more look; after a gap the time that it holds begins anew. */
    Seen and(Instant at, boolean holds, Duration gap) {
      if (!holds) {
        return new Seen(Optional.empty(), at, Optional.of(at));
      }
      boolean torn = Duration.between(last, at).compareTo(gap) > 0;
      return new Seen(torn || from.isEmpty() ? Optional.of(at) : from, at, broken);
    }

    static Seen first(Instant at, boolean holds) {
      return new Seen(
          holds ? Optional.of(at) : Optional.empty(),
          at,
          holds ? Optional.empty() : Optional.of(at));
    }
  }

  public Samples {
    byKey = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
    causes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(causes));
  }

  /** Returns these readings, and nothing seen of causes. */
  public static Samples of(List<Sample> readings) {
    return NONE.and(readings);
  }

  /** Returns this with more readings; one that is older than the last is put in its place. */
  public Samples and(List<Sample> more) {
    Map<String, List<Sample>> all = new LinkedHashMap<>(byKey);
    Set<String> touched = new LinkedHashSet<>();
    for (Sample sample : more) {
      List<Sample> list =
          touched.add(sample.key())
              ? new ArrayList<>(all.getOrDefault(sample.key(), List.of()))
              : requireNonNull(all.get(sample.key()));
      int place = list.size();
      while (place > 0 && list.get(place - 1).at().isAfter(sample.at())) {
        place--;
      }
      list.add(place, sample);
      all.put(sample.key(), list);
    }
    touched.forEach(key -> all.computeIfPresent(key, (_, list) -> List.copyOf(list)));
    return new Samples(all, causes);
  }

  /** Returns the readings of one check and item, oldest first. */
  public List<Sample> of(String check, String item) {
    return byKey.getOrDefault(Sample.key(check, item), List.of());
  }

  /** Returns this without readings that are older, except the last of each. */
  private Samples since(Instant oldest) {
    Map<String, List<Sample>> all = new LinkedHashMap<>();
    byKey.forEach((key, list) -> {
      int from = 0;
      while (from < list.size() - 1 && list.get(from).at().isBefore(oldest)) {
        from++;
      }
      all.put(key, List.copyOf(list.subList(from, list.size())));
    });
    return new Samples(all, causes);
  }

  /** Returns this with what was seen of causes. */
  public Samples withCauses(Map<String, Seen> seen) {
    return new Samples(byKey, seen);
  }

  /**
   * What is to be remembered from one look to the next.
   *
   * @param oldest readings before it are forgotten, except the last of each
   * @param causes what was seen of them so far
   */
  public record Memory(Instant oldest, Map<String, Seen> causes) {
    public Memory {
      requireNonNull(oldest, "oldest");
      causes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(causes));
    }
  }

  /** Returns this as it is remembered. */
  public Samples keep(Memory memory) {
    return since(memory.oldest()).withCauses(memory.causes());
  }

  /** Returns the last reading at or before a time. */
  Optional<Sample> last(String check, String item, Instant at) {
    List<Sample> list = of(check, item);
    for (int i = list.size() - 1; i >= 0; i--) {
      if (!list.get(i).at().isAfter(at)) {
        return Optional.of(list.get(i));
      }
    }
    return Optional.empty();
  }
}
