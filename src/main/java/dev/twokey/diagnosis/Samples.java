package dev.twokey.diagnosis;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** Returns this with one more reading; one that is older than the last is put in its place. */
  public Samples with(Sample sample) {
    List<Sample> more = new ArrayList<>(of(sample.check(), sample.item()));
    int place = more.size();
    while (place > 0 && more.get(place - 1).at().isAfter(sample.at())) {
      place--;
    }
    more.add(place, sample);
    Map<String, List<Sample>> all = new LinkedHashMap<>(byKey);
    all.put(sample.key(), List.copyOf(more));
    return new Samples(all, causes);
  }

  /** Returns the readings of one check and item, oldest first. */
  public List<Sample> of(String check, String item) {
    return byKey.getOrDefault(Sample.key(check, item), List.of());
  }

  /** Returns this without readings that are older, except the last of each. */
  public Samples since(Instant oldest) {
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

  /** Returns this with what was seen of causes replaced. */
  public Samples withCauses(Map<String, Seen> seen) {
    return new Samples(byKey, seen);
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
